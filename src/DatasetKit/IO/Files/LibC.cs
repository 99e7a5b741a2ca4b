using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DatasetKit.IO;

/// <summary>
/// The C library, where the base class library would hide a failure: its flush reports none (SystemNative_FSync returns 0 or 1, and the
/// caller looks for a negative number), its standard output swallows a closed pipe, and its move copies where rename refuses.
/// Only calls without variable arguments, which Apple's processors pass differently.
/// </summary>
internal static unsafe partial class LibC
{
    /// <summary><c>AT_FDCWD</c>: relative to the working folder.</summary>
    public static int WorkingFolder => OperatingSystem.IsLinux() ? -100 : -2;

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeFileHandle file, byte* bytes, nuint count);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    public static partial int Synchronize(int file);

    /// <summary>With the command 51 (F_FULLFSYNC) macOS empties the drive's own cache too, which its fsync does not.</summary>
    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Control(int file, int command);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int file);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int file, int operation);

    [LibraryImport(Library, EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Access(string path, int mode);

    [LibraryImport(Library, EntryPoint = "fchown", SetLastError = true)]
    public static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollRequest* requests, nuint count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(string from, string to);

    /// <summary>Linux only.</summary>
    [LibraryImport(Library, EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RenameLinux(int fromFolder, string from, int toFolder, string to, uint flags);

    /// <summary>macOS only.</summary>
    [LibraryImport(Library, EntryPoint = "renamex_np", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RenameMac(string from, string to, uint flags);

    /// <summary>Linux only. Its answer has one layout on every processor, which <c>stat</c>'s has not.</summary>
    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int StatusLinux(int folder, string path, int flags, uint mask, byte* status);

    /// <summary>macOS only.</summary>
    [LibraryImport(Library, EntryPoint = "stat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int StatusMac(string path, byte* status);

    /// <summary>macOS on Intel only, where the plain name is the call of before 64-bit file numbers.</summary>
    [LibraryImport(Library, EntryPoint = "stat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int StatusMacIntel(string path, byte* status);

    [LibraryImport(Library, EntryPoint = "fstat", SetLastError = true)]
    public static partial int HandleStatusMac(int file, byte* status);

    [LibraryImport(Library, EntryPoint = "fstat$INODE64", SetLastError = true)]
    public static partial int HandleStatusMacIntel(int file, byte* status);

    /// <summary>C's <c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollRequest
    {
        /// <summary>The file descriptor.</summary>
        public int File;

        /// <summary>What to wait for; 4 is "can be written to".</summary>
        public short Wanted;

        /// <summary>What has come.</summary>
        public short Found;
    }
}
