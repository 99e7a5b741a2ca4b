namespace DatasetKit.IO;

/// <summary>What tells one state of a file from another.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Written">When it was last written, in ticks.</param>
/// <param name="Created">When it was made, in ticks: another file under the same name has another.</param>
internal sealed record FileState(long Length, long Written, long Created)
{
    public static FileState? Of(FileStream file) => At(file.Name);

    public static FileState? At(string path)
    {
        var info = new FileInfo(path);
        return info.Exists ? new FileState(info.Length, info.LastWriteTimeUtc.Ticks, info.CreationTimeUtc.Ticks) : null;
    }
}
