namespace DatasetKit.IO;

/// <summary>What a path leads to.</summary>
internal enum FileKind
{
    /// <summary>A file with bytes on a disk.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe, named or not.</summary>
    Pipe,

    /// <summary>A character device: a terminal, <c>/dev/null</c>.</summary>
    CharacterDevice,

    /// <summary>A block device, a socket or anything else that is never an output.</summary>
    Other,
}

/// <summary>What the operating system knows about a file, links followed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Identity">Which file it is.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="ModifiedNanoseconds">When its content was last changed, in nanoseconds since 1970; to be compared for equality only.</param>
/// <param name="Mode">Its Unix permissions; <see cref="UnixFileMode.None"/> on Windows.</param>
/// <param name="User">Its Unix owner; 0 on Windows.</param>
/// <param name="Group">Its Unix group; 0 on Windows.</param>
internal readonly record struct FileStatus(
    FileKind Kind, FileIdentity Identity, long Length, long ModifiedNanoseconds, UnixFileMode Mode = UnixFileMode.None, uint User = 0, uint Group = 0)
{
    private const int TypeMask = 0xF000;
    private const int PermissionMask = 0xFFF;

    /// <summary>The kind that the type bits of a Unix mode say (POSIX <c>sys/stat.h</c>; the values are the same on Linux and macOS).</summary>
    public static FileKind KindOf(int unixMode) => (unixMode & TypeMask) switch
    {
        0x8000 => FileKind.Regular,
        0x4000 => FileKind.Folder,
        0x1000 => FileKind.Pipe,
        0x2000 => FileKind.CharacterDevice,
        _ => FileKind.Other,
    };

    /// <summary>The permission bits of a Unix mode.</summary>
    public static UnixFileMode PermissionsOf(int unixMode) => (UnixFileMode)(unixMode & PermissionMask);
}
