using DatasetKit.IO;
using Microsoft.Win32.SafeHandles;

namespace DatasetKit.Tests.Fuzzing;

/// <summary>Outputs that are kept in memory: thousands of runs need no disk to wait for. Not for several threads.</summary>
internal sealed class MemoryFileSystem : IFileSystem
{
    private readonly Dictionary<SafeFileHandle, MemoryStream> _open = [];
    private readonly Dictionary<string, MemoryStream> _files = new(StringComparer.Ordinal);
    private int _last;

    /// <summary>What was published under a name; null when nothing was.</summary>
    public byte[]? this[string name] => _files.GetValueOrDefault(Path.GetFullPath(name))?.ToArray();

    /// <summary>The names of all files, temporary ones too.</summary>
    public IEnumerable<string> Names => _files.Keys.Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public FileStatus? Status(string path) =>
        _files.TryGetValue(path, out MemoryStream? file) ? new FileStatus(FileKind.Regular, new FileIdentity(1, (ulong)(uint)file.GetHashCode()), file.Length, 0)
        : Directory.Exists(path) ? new FileStatus(FileKind.Folder, default, 0, 0)
        : null;

    public FileStatus? StandardInput() => null;

    public FileStatus? Status(SafeFileHandle file) => null;

    public string ResolveLinks(string path) => path;

    public bool IsWritable(string path) => true;

    public IReadOnlyList<string> List(string folder, string prefix, string suffix) => [];

    public SafeFileHandle Create(string path, FileStatus? like)
    {
        var handle = new SafeFileHandle(1_000_000 + ++_last, ownsHandle: false);
        _open[handle] = _files[path] = new MemoryStream();
        return handle;
    }

    public SafeFileHandle? Hold(string path) => null;

    public bool IsHeld(string path) => false;

    public void Release(SafeFileHandle hold)
    {
    }

    public SafeFileHandle OpenDevice(string path) => throw new NotSupportedException();

    public SafeFileHandle OpenStandardOutput() => throw new NotSupportedException();

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long position) => _open[file].Write(bytes);

    public void Synchronize(SafeFileHandle file)
    {
    }

    public void Close(SafeFileHandle file) => _open.Remove(file);

    public void Rename(string from, string to, bool replace)
    {
        _files.Remove(from, out MemoryStream? file);
        _files[to] = file!;
    }

    public void Delete(string path) => _files.Remove(path);

    public void SynchronizeFolder(string folder)
    {
    }
}
