using Microsoft.Win32.SafeHandles;

namespace DatasetKit.IO;

/// <summary>A file in the temporary folder for what does not fit into memory. It has no name where the system allows that, and goes with the process.</summary>
internal sealed class SpillFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly string _path;

    public SpillFile()
    {
        _path = Path.Join(Path.GetTempPath(), $"datasetkit-{Path.GetRandomFileName()}.spill");
        _file = Try(() => File.OpenHandle(_path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose));
        if (!OperatingSystem.IsWindows())
        {
            // What has no name cannot be left behind, not even by a process that is killed.
            File.Delete(_path);
        }
    }

    public long Length { get; private set; }

    /// <summary>Writes at the end.</summary>
    /// <returns>Where it begins.</returns>
    /// <exception cref="OutputException">The disk is full, or writing failed.</exception>
    public long Append(ReadOnlyMemory<byte> bytes)
    {
        var start = Length;
        Try(() =>
        {
            RandomAccess.Write(_file, bytes.Span, start);
            return 0;
        });
        Length += bytes.Length;
        return start;
    }

    /// <summary>Reads what was written.</summary>
    /// <exception cref="OutputException">Reading failed.</exception>
    public void Read(long offset, Memory<byte> target) => Try(() =>
    {
        var done = 0;
        while (done < target.Length)
        {
            var count = RandomAccess.Read(_file, target.Span[done..], offset + done);
            done += count > 0 ? count : throw new IOException("the temporary file is shorter than what was written to it");
        }

        return 0;
    });

    public void Dispose() => _file.Dispose();

    private T Try<T>(Func<T> operation)
    {
        try
        {
            return ManagedFiles.Try(operation);
        }
        catch (FileFaultException fault)
        {
            throw OutputErrors.CannotWrite(_path, fault, isStream: false);
        }
    }
}
