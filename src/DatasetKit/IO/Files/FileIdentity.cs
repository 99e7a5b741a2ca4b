namespace DatasetKit.IO;

/// <summary>
/// Which file it is, whatever path, link or spelling led to it: device and inode on Unix, volume and file id on Windows.
/// Two equal identities are one file.
/// </summary>
internal readonly record struct FileIdentity(ulong Volume, UInt128 File)
{
    /// <summary>
    /// The identities of the regular files among <paramref name="paths"/>; <c>-</c> is standard input.
    /// Pipes, devices and what is not there have none that matters: they cannot be overwritten by an output.
    /// </summary>
    public static IReadOnlyList<FileIdentity> Of(IEnumerable<string> paths, IFileSystem files)
    {
        var identities = new List<FileIdentity>();
        foreach (string path in paths)
        {
            FileStatus? status = path == "-" ? files.StandardInput() : files.Status(Path.GetFullPath(path));
            if (status is { Kind: FileKind.Regular } regular)
            {
                identities.Add(regular.Identity);
            }
        }

        return identities;
    }
}
