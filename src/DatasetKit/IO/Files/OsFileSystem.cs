namespace DatasetKit.IO;

/// <summary>The file system of the machine.</summary>
internal static class OsFileSystem
{
    /// <summary>The one for this operating system.</summary>
    public static IFileSystem Instance { get; } = OperatingSystem.IsWindows() ? new WindowsFileSystem() : new UnixFileSystem();
}
