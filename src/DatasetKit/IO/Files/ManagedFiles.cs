namespace DatasetKit.IO;

/// <summary>The operations whose failures the base class library reports faithfully, with its exceptions made one.</summary>
internal static class ManagedFiles
{
    private const int WindowsCode = unchecked((int)0x80070000);

    /// <summary>The end of a chain of symbolic links.</summary>
    public static string ResolveLinks(string path) => Try(() =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName);

    /// <summary>The files of a folder by the start and end of their names, in ordinal order.</summary>
    public static IReadOnlyList<string> List(string folder, string prefix, string suffix) => Try(() =>
    {
        var found = new List<string>();
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            ReadOnlySpan<char> name = Path.GetFileName(path.AsSpan());
            if (name.Length >= prefix.Length + suffix.Length && name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal))
            {
                found.Add(path);
            }
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    });

    /// <summary>Runs an operation; what it throws comes out as a <see cref="FileFaultException"/>.</summary>
    public static T Try<T>(Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception exception) when (IsFileFault(exception))
        {
            throw new FileFaultException(FaultOf(exception), exception.Message);
        }
    }

    /// <summary>Whether an exception is one that file operations of the base class library throw for the state of the disk.</summary>
    public static bool IsFileFault(Exception exception) =>
        exception is (IOException and not FileFaultException) or UnauthorizedAccessException or ArgumentOutOfRangeException or NotSupportedException;

    /// <summary>The class of such an exception.</summary>
    public static FileFault FaultOf(Exception exception) => exception switch
    {
        FileFaultException own => own.Fault,

        // A write past the file size limit: EFBIG comes out as an argument that is out of range.
        ArgumentOutOfRangeException => FileFault.DiskFull,
        UnauthorizedAccessException => FileFault.Denied,
        FileNotFoundException or DirectoryNotFoundException => FileFault.Missing,
        IOException { HResult: > 0 } unix when !OperatingSystem.IsWindows() => UnixError.FaultOf(unix.HResult),
        IOException windows => (windows.HResult - WindowsCode) switch
        {
            0x27 or 0x70 => FileFault.DiskFull,
            0x6D or 0xE8 => FileFault.ClosedPipe,
            0x13 => FileFault.Denied,
            0x50 or 0xB7 => FileFault.Exists,
            _ => FileFault.Other,
        },
        _ => FileFault.Other,
    };
}
