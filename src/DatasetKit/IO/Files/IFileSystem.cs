using Microsoft.Win32.SafeHandles;

namespace DatasetKit.IO;

/// <summary>
/// Every file operation that an output needs, one call each, so that a test can let the n-th of them fail.
/// Paths are full paths. A failure is a <see cref="FileFaultException"/>.
/// </summary>
internal interface IFileSystem
{
    /// <summary>What <paramref name="path"/> leads to, links followed; null when nothing is there.</summary>
    FileStatus? Status(string path);

    /// <summary>What standard input is; null when it is closed or unknown.</summary>
    FileStatus? StandardInput();

    /// <summary>What an open file is; null when the system cannot tell.</summary>
    FileStatus? Status(SafeFileHandle file);

    /// <summary>The path at the end of a chain of symbolic links, whether or not a file is there; the path itself when it is no link.</summary>
    string ResolveLinks(string path);

    /// <summary>Whether the permissions of an existing file allow writing to it.</summary>
    bool IsWritable(string path);

    /// <summary>The full paths of the files in <paramref name="folder"/> whose names start and end so, in ordinal order.</summary>
    IReadOnlyList<string> List(string folder, string prefix, string suffix);

    /// <summary>Creates a file that must not exist, with the permissions and owner of <paramref name="like"/> if given.</summary>
    SafeFileHandle Create(string path, FileStatus? like);

    /// <summary>Marks a created file as being worked on until <see cref="Release"/> or the end of the process. Null where <see cref="Create"/> does that, or nothing can.</summary>
    SafeFileHandle? Hold(string path);

    /// <summary>Whether somebody holds the file. False when that cannot be known.</summary>
    bool IsHeld(string path);

    /// <summary>Ends a hold.</summary>
    void Release(SafeFileHandle hold);

    /// <summary>Opens a pipe or device for writing.</summary>
    SafeFileHandle OpenDevice(string path);

    /// <summary>Standard output; closing the handle leaves it open.</summary>
    SafeFileHandle OpenStandardOutput();

    /// <summary>Writes all of <paramref name="bytes"/> at <paramref name="position"/>, which is the number of bytes written before.</summary>
    void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long position);

    /// <summary>Brings what was written to the disk, and reports when that fails.</summary>
    void Synchronize(SafeFileHandle file);

    /// <summary>Closes the file, and reports when that fails.</summary>
    void Close(SafeFileHandle file);

    /// <summary>Renames within a folder, never by copying. Without <paramref name="replace"/> a file at <paramref name="to"/> is a <see cref="FileFault.Exists"/>.</summary>
    void Rename(string from, string to, bool replace);

    /// <summary>Deletes a file; one that is not there is fine.</summary>
    void Delete(string path);

    /// <summary>Brings the names in a folder to the disk. Does nothing where the system has no such call.</summary>
    void SynchronizeFolder(string folder);
}
