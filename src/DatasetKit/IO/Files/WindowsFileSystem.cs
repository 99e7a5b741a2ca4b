using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DatasetKit.IO;

/// <summary>Windows: the base class library reports failures there, so its calls are used; only file ids need the system itself.</summary>
internal sealed partial class WindowsFileSystem : IFileSystem
{
    private const int StandardInputNumber = -10;
    private const int StandardOutputNumber = -11;
    private const int DiskFile = 1;
    private const int Character = 2;
    private const int Pipe = 3;
    private const int FileIdInformation = 18;
    private const int NanosecondsPerTick = 100;

    public FileStatus? Status(string path)
    {
        if (Directory.Exists(path))
        {
            return new FileStatus(FileKind.Folder, default, 0, 0);
        }

        if (!File.Exists(path))
        {
            return null;
        }

        return ManagedFiles.Try(() =>
        {
            using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return Status(file);
        });
    }

    public FileStatus? StandardInput()
    {
        using var file = new SafeFileHandle(StandardHandle(StandardInputNumber), ownsHandle: false);
        return file.IsInvalid ? null : Status(file);
    }

    public FileStatus? Status(SafeFileHandle file)
    {
        FileKind kind = TypeOf(file) switch
        {
            DiskFile => FileKind.Regular,
            Character => FileKind.CharacterDevice,
            Pipe => FileKind.Pipe,
            _ => FileKind.Other,
        };
        if (kind != FileKind.Regular || InformationOf(file, FileIdInformation, out FileId id, Marshal.SizeOf<FileId>()) == 0)
        {
            return kind == FileKind.Regular ? null : new FileStatus(kind, default, 0, 0);
        }

        return ManagedFiles.Try(() => new FileStatus(
            kind,
            new FileIdentity(id.Volume, id.Low, id.High),
            RandomAccess.GetLength(file),
            File.GetLastWriteTimeUtc(file).Ticks * NanosecondsPerTick));
    }

    public string ResolveLinks(string path) => ManagedFiles.ResolveLinks(path);

    public bool IsWritable(string path) => ManagedFiles.Try(() => (File.GetAttributes(path) & FileAttributes.ReadOnly) == 0);

    public IReadOnlyList<string> List(string folder, string prefix, string suffix) => ManagedFiles.List(folder, prefix, suffix);

    /// <summary>The file itself is opened so that nobody else can open it.</summary>
    public SafeFileHandle? Hold(string path) => null;

    public void Release(SafeFileHandle hold) => hold.Dispose();

    public bool IsHeld(string path)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException exception)
        {
            return exception is not (FileNotFoundException or DirectoryNotFoundException);
        }
    }

    public SafeFileHandle Create(string path, FileStatus? like) =>
        ManagedFiles.Try(() => File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None));

    public SafeFileHandle OpenDevice(string path) =>
        ManagedFiles.Try(() => File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite));

    // Not Console.OpenStandardOutput: that takes a closed pipe for success and would go on for ever.
    public SafeFileHandle OpenStandardOutput() => new(StandardHandle(StandardOutputNumber), ownsHandle: false);

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long position)
    {
        try
        {
            RandomAccess.Write(file, bytes, position);
        }
        catch (Exception exception) when (ManagedFiles.IsFileFault(exception))
        {
            throw new FileFaultException(ManagedFiles.FaultOf(exception), exception.Message);
        }
    }

    public void Synchronize(SafeFileHandle file) => ManagedFiles.Try(() =>
    {
#pragma warning disable RS0030 // On Windows it reports a failure.
        RandomAccess.FlushToDisk(file);
#pragma warning restore RS0030
        return true;
    });

    public void Close(SafeFileHandle file) => file.Dispose();

    public void Rename(string from, string to, bool replace) => ManagedFiles.Try(() =>
    {
#pragma warning disable RS0030 // On Windows this is MoveFileEx, and the temporary file stands in the target's folder: it renames.
        File.Move(from, to, replace);
#pragma warning restore RS0030
        return true;
    });

    public void Delete(string path) => ManagedFiles.Try(() =>
    {
        File.Delete(path);
        return true;
    });

    /// <summary>Windows has no such call; its file system keeps a journal of names.</summary>
    public void SynchronizeFolder(string folder)
    {
    }

    [LibraryImport("kernel32", EntryPoint = "GetStdHandle")]
    private static partial nint StandardHandle(int number);

    [LibraryImport("kernel32", EntryPoint = "GetFileType")]
    private static partial int TypeOf(SafeFileHandle file);

    [LibraryImport("kernel32", EntryPoint = "GetFileInformationByHandleEx")]
    private static partial int InformationOf(SafeFileHandle file, int kind, out FileId id, int size);

    /// <summary>The system's FILE_ID_INFO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FileId
    {
        public ulong Volume;
        public ulong Low;
        public ulong High;
    }
}
