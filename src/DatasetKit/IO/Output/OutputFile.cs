using Microsoft.Win32.SafeHandles;

namespace DatasetKit.IO;

/// <summary>
/// An output that appears whole or not at all. It is opened, with all checks, before anything is read; it is written into a temporary file
/// beside its target; <see cref="Publish"/> gives it its name; disposing it without that leaves no trace.
/// Pipes, devices and standard output (<c>-</c>) are written to directly and cannot be taken back. A name that ends in <c>.gz</c> is compressed.
/// </summary>
internal sealed partial class OutputFile : IDisposable
{
    private readonly OutputOptions _options;
    private readonly IFileSystem _files;
    private readonly TempFile? _temp;
    private readonly SafeFileHandle _handle;
    private readonly OutputSink _sink;
    private readonly GzipOutput? _gzip;
    private OutputException? _failure;
    private State _state;

    private OutputFile(OutputTarget target, OutputOptions options, IFileSystem files, TempFile? temp, SafeFileHandle handle)
    {
        Target = target;
        _options = options;
        _files = files;
        _temp = temp;
        _handle = handle;
        _sink = new OutputSink(files, handle, options.Hash);
        _gzip = target.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GzipOutput(_sink) : null;
    }

    private enum State
    {
        Open,
        Complete,
        Skipped,
        Done,
    }

    /// <summary>The output as it was named by the caller.</summary>
    public string Path => Target.Name;

    /// <summary>Whether bytes go out as they are written, so that nothing can be unpublished.</summary>
    public bool IsStream => Target.Route != OutputRoute.File;

    /// <summary>The bytes given to <see cref="Write"/>, before compression.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>The bytes of the file, after compression; final once published.</summary>
    public long Length => _sink.Length;

    /// <summary>The SHA-256 of the file's bytes, once published, if <see cref="OutputOptions.Hash"/> was set.</summary>
    public byte[]? Sha256 { get; private set; }

    /// <summary>The full paths of temporary files that stopped runs left beside this output. They are reported (DK9319), never deleted.</summary>
    public IReadOnlyList<string> Leftovers => _temp?.Leftovers ?? [];

    /// <summary>Where it really goes.</summary>
    internal OutputTarget Target { get; }

    /// <summary>Opens an output, or refuses it. To be called for every output before anything is read.</summary>
    /// <param name="path">The file, or <c>-</c> for standard output.</param>
    /// <param name="options">How to open it.</param>
    /// <param name="files">The file system; that of the machine when null.</param>
    /// <exception cref="OutputException">The output exists, is an input, cannot be written, or is being written already.</exception>
    public static OutputFile Open(string path, OutputOptions? options = null, IFileSystem? files = null)
    {
        options ??= OutputOptions.Default;
        files ??= OsFileSystem.Instance;
        OutputTarget target = OutputTarget.Find(path, options, files);
        try
        {
            TempFile? temp = target.Route == OutputRoute.File ? TempFile.Create(target, options, files) : null;
            SafeFileHandle handle = temp?.Handle
                ?? (target.Route == OutputRoute.Device ? files.OpenDevice(target.Path) : OpenStandardOutput(path, options, files));
            return new OutputFile(target, options, files, temp, handle);
        }
        catch (FileFaultException exception)
        {
            throw OutputErrors.CannotOpen(path, exception);
        }
    }

    /// <summary>Publishes outputs together: see <see cref="OutputPublisher"/>.</summary>
    public static void Publish(params ReadOnlySpan<OutputFile> outputs) => OutputPublisher.Publish(outputs);

    /// <summary>Appends bytes. Blocks of 64 KiB and more are passed on without a copy.</summary>
    /// <exception cref="OutputException">The disk is full, the pipe is closed, or writing failed.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        ThrowUnlessOpen();
        try
        {
            if (_gzip is null)
            {
                _sink.Write(bytes);
            }
            else
            {
                _gzip.Write(bytes);
            }
        }
        catch (FileFaultException exception)
        {
            throw Fail(exception);
        }

        BytesWritten += bytes.Length;
    }

    /// <summary>Hands on what is held back, for a reader who waits at the other end. Not needed before publishing.</summary>
    /// <exception cref="OutputException">The disk is full, the pipe is closed, or writing failed.</exception>
    public void Flush()
    {
        ThrowUnlessOpen();
        try
        {
            _sink.Flush();
        }
        catch (FileFaultException exception)
        {
            throw Fail(exception);
        }
    }

    /// <summary>Deletes what was not published. Never throws.</summary>
    public void Dispose()
    {
        _sink.Discard();
        _gzip?.Dispose();
        _sink.Dispose();
        if (_state == State.Done)
        {
            return;
        }

        _state = State.Done;
        if (_temp is not null)
        {
            _temp.Discard();
        }
        else
        {
            CloseQuietly();
        }
    }

    private static SafeFileHandle OpenStandardOutput(string path, OutputOptions options, IFileSystem files)
    {
        SafeFileHandle handle = files.OpenStandardOutput();
        return files.Status(handle) is { Kind: FileKind.Regular } file && file.Identity.IsAmong(options.Inputs)
            ? throw OutputErrors.IsInput(path)
            : handle;
    }

    private OutputException Fail(FileFaultException exception) => _failure = OutputErrors.CannotWrite(Path, exception, IsStream);

    private void ThrowUnlessOpen()
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        ObjectDisposedException.ThrowIf(_state != State.Open, this);
    }

    private void CloseQuietly()
    {
        try
        {
            _files.Close(_handle);
        }
        catch (FileFaultException)
        {
            // The run has failed or was given up already.
        }
    }
}
