namespace DatasetKit.IO;

/// <summary>What tells one state of a file from another.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Written">When it was last written.</param>
/// <param name="Created">When it was made: another file under the same name has another.</param>
internal sealed record FileState(long Length, DateTime Written, DateTime Created)
{
    public static FileState? Of(FileStream file) => At(file.Name);

    public static FileState? At(string path)
    {
        var info = new FileInfo(path);
        return info.Exists ? new FileState(info.Length, info.LastWriteTimeUtc, info.CreationTimeUtc) : null;
    }
}
