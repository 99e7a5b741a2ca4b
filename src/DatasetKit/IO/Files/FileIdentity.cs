namespace DatasetKit.IO;

/// <summary>
/// Which file it is, whatever path, link or spelling led to it: device and inode on Unix, volume and file id on Windows.
/// Two equal identities are one file.
/// </summary>
/// <param name="Volume">The device or volume.</param>
/// <param name="File">The inode, or the lower half of the file id.</param>
/// <param name="FileHigh">The upper half of the file id; 0 on Unix. Not a <see cref="UInt128"/>: code with those is not precompiled.</param>
internal readonly record struct FileIdentity(ulong Volume, ulong File, ulong FileHigh = 0)
{
    /// <summary>
    /// The identities of the regular files among <paramref name="paths"/>; <c>-</c> is standard input.
    /// Pipes, devices and what is not there have none that matters: they cannot be overwritten by an output.
    /// </summary>
    public static FileIdentity[] Of(IReadOnlyList<string> paths, IFileSystem files)
    {
        var identities = new FileIdentity[paths.Count];
        var count = 0;
        for (var i = 0; i < paths.Count; i++)
        {
            try
            {
                FileStatus? status = paths[i] == "-" ? files.StandardInput() : files.Status(Path.GetFullPath(paths[i]));
                if (status is { Kind: FileKind.Regular } regular)
                {
                    identities[count++] = regular.Identity;
                }
            }
            catch (FileFaultException)
            {
                // What cannot be looked at cannot be opened either: reading it says why.
            }
        }

        return identities[..count];
    }

    /// <summary>Whether it is one of several files.</summary>
    public bool IsAmong(FileIdentity[] files)
    {
        foreach (var file in files)
        {
            if (file.Volume == Volume && file.File == File && file.FileHigh == FileHigh)
            {
                return true;
            }
        }

        return false;
    }
}
