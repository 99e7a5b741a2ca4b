using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace DatasetKit.IO;

/// <summary>Linux and macOS: what changes a file goes through the C library, so that no failure is lost on the way.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixFileSystem : IFileSystem
{
    private const int StandardInputDescriptor = 0;
    private const int StandardOutputDescriptor = 1;
    private const int WriteAccess = 2;
    private const int ReadOnly = 0;
    private const int WriteOnly = 1;
    private const int SharedLock = 1;
    private const int ExclusiveLock = 2;
    private const int DoNotWait = 4;
    private const int NoLock = 8;
    private const int LockAttempts = 100;
    private const int ControlGetFlags = 1;
    private const int ControlFullSync = 51;
    private const uint NoReplaceLinux = 1;
    private const uint NoReplaceMac = 4;

    private static int CloseOnExec => OperatingSystem.IsLinux() ? 0x80000 : 0x1000000;

    public FileStatus? Status(string path) => UnixStatus.Of(path);

    // Where the caller closed it, the runtime's own pipe or file has taken its number; those, unlike what a caller hands over, are closed for programs it starts.
    public FileStatus? StandardInput() => LibC.Control(StandardInputDescriptor, ControlGetFlags) == 0 ? UnixStatus.Of(StandardInputDescriptor) : null;

    public FileStatus? Status(SafeFileHandle file) => UnixStatus.Of((int)file.DangerousGetHandle());

    public string ResolveLinks(string path) => ManagedFiles.ResolveLinks(path);

    public bool IsWritable(string path) => LibC.Access(path, WriteAccess) == 0;

    public IReadOnlyList<string> List(string folder, string prefix, string suffix) => ManagedFiles.List(folder, prefix, suffix);

    public SafeFileHandle? Hold(string path)
    {
        // A descriptor of its own, which outlives the closing of the file: closing is part of publishing, and may fail.
        int descriptor = LibC.Open(path, WriteOnly | CloseOnExec);
        if (descriptor < 0)
        {
            return null;
        }

        // The lock ends with the process, however that ends. It may have to wait for one who looks whether it is held.
        for (int attempt = 0; attempt < LockAttempts; attempt++)
        {
            if (LibC.Lock(descriptor, ExclusiveLock | DoNotWait) == 0)
            {
                return new SafeFileHandle(descriptor, ownsHandle: true);
            }

            if (Marshal.GetLastPInvokeError() != UnixError.TryAgain)
            {
                break;
            }

            Thread.Sleep(1);
        }

        _ = LibC.Close(descriptor);
        return null;
    }

    public bool IsHeld(string path)
    {
        int descriptor = LibC.Open(path, ReadOnly | CloseOnExec);
        if (descriptor < 0)
        {
            return false;
        }

        bool held = LibC.Lock(descriptor, SharedLock | DoNotWait) != 0 && Marshal.GetLastPInvokeError() == UnixError.TryAgain;
        Unlock(descriptor);
        _ = LibC.Close(descriptor);
        return held;
    }

    public void Release(SafeFileHandle hold)
    {
        Unlock((int)hold.DangerousGetHandle());
        hold.Dispose();
    }

    public SafeFileHandle Create(string path, FileStatus? like)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite, BufferSize = 0 };
        if (like is { } model)
        {
            // From its first moment: what was private must not be readable for an instant.
            options.UnixCreateMode = model.Mode;
        }

        SafeFileHandle file = ManagedFiles.Try(() => new FileStream(path, options).SafeFileHandle);
        Unlock((int)file.DangerousGetHandle());
        if (like is { } existing)
        {
            // Best effort: only root may give a file away, and some file systems have no permissions.
            _ = LibC.ChangeOwner(file, existing.User, existing.Group);
            try
            {
                File.SetUnixFileMode(file, existing.Mode);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
            }
        }

        return file;
    }

    public SafeFileHandle OpenDevice(string path) =>
        ManagedFiles.Try(() => File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite));

    // Not Console.OpenStandardOutput: that takes a closed pipe for success and would go on for ever.
    public SafeFileHandle OpenStandardOutput() => new(StandardOutputDescriptor, ownsHandle: false);

    public unsafe void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long position)
    {
        fixed (byte* start = bytes)
        {
            int done = 0;
            while (done < bytes.Length)
            {
                nint written = LibC.Write(file, start + done, (nuint)(bytes.Length - done));
                if (written > 0)
                {
                    done += (int)written;
                }
                else if (written == 0)
                {
                    throw new FileFaultException(FileFault.DiskFull, "the system took no more bytes");
                }
                else
                {
                    WaitOrThrow(file);
                }
            }
        }
    }

    public void Synchronize(SafeFileHandle file)
    {
        int descriptor = (int)file.DangerousGetHandle();
        if (OperatingSystem.IsMacOS() && LibC.Control(descriptor, ControlFullSync) == 0)
        {
            return;
        }

        Synchronize(descriptor);
        GC.KeepAlive(file);
    }

    public void Close(SafeFileHandle file)
    {
        if (file.IsClosed || file.IsInvalid)
        {
            return;
        }

        int descriptor = (int)file.DangerousGetHandle();
        file.SetHandleAsInvalid();

        if (descriptor != StandardOutputDescriptor && LibC.Close(descriptor) != 0 && Marshal.GetLastPInvokeError() != UnixError.Interrupted)
        {
            throw UnixError.Last();
        }
    }

    public void Rename(string from, string to, bool replace)
    {
        if (!replace && TryRenameWithoutReplacing(from, to))
        {
            return;
        }

        if (LibC.Rename(from, to) != 0)
        {
            throw UnixError.Last();
        }
    }

    public void Delete(string path) => ManagedFiles.Try(() =>
    {
        File.Delete(path);
        return true;
    });

    public void SynchronizeFolder(string folder)
    {
        int descriptor = LibC.Open(folder, ReadOnly | CloseOnExec);
        if (descriptor < 0)
        {
            // A folder may be writable and not readable; then there is no way to ask.
            return;
        }

        try
        {
            Synchronize(descriptor);
        }
        catch (FileFaultException exception) when (exception.Fault == FileFault.Unsupported)
        {
            // Some network and user-space file systems have no such call for folders.
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }

    /// <summary>Closing alone would leave a lock to a process that is being forked in this moment.</summary>
    private static void Unlock(int descriptor) => _ = LibC.Lock(descriptor, NoLock);

    private static void Synchronize(int descriptor)
    {
        while (LibC.Synchronize(descriptor) != 0)
        {
            if (Marshal.GetLastPInvokeError() != UnixError.Interrupted)
            {
                throw UnixError.Last();
            }
        }
    }

    private static unsafe void WaitOrThrow(SafeFileHandle file)
    {
        int error = Marshal.GetLastPInvokeError();
        if (error == UnixError.TryAgain)
        {
            // Whoever started us may share a non-blocking pipe with us.
            var request = new LibC.PollRequest { File = (int)file.DangerousGetHandle(), Wanted = 4 };
            _ = LibC.Poll(&request, 1, -1);
        }
        else if (error != UnixError.Interrupted)
        {
            throw UnixError.From(error);
        }
    }

    /// <summary>False when the system or this file system cannot; then an ordinary rename follows a last look.</summary>
    private static bool TryRenameWithoutReplacing(string from, string to)
    {
        try
        {
            int result = OperatingSystem.IsLinux()
                ? LibC.RenameLinux(LibC.WorkingFolder, from, LibC.WorkingFolder, to, NoReplaceLinux)
                : LibC.RenameMac(from, to, NoReplaceMac);
            if (result == 0)
            {
                return true;
            }

            FileFaultException failure = UnixError.Last();
            if (failure.Fault != FileFault.Unsupported)
            {
                throw failure;
            }
        }
        catch (EntryPointNotFoundException)
        {
            // A C library without the call.
        }

        return UnixStatus.Of(to) is null ? false : throw new FileFaultException(FileFault.Exists, "File exists");
    }
}
