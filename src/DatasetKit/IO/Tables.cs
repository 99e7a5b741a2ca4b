namespace DatasetKit.IO;

/// <summary>Finds the container that a package brings for a file.</summary>
internal static class Tables
{
    private const int HeadBytes = 4096;

    /// <summary>The first container that the file is; null when it is none, or cannot be looked at twice.</summary>
    public static TableContainer? Find(FileStream file, string path, ReadOptions options)
    {
        if (options.Containers.Count == 0 || !file.CanSeek)
        {
            return null;
        }

        Span<byte> head = stackalloc byte[HeadBytes];
        var place = file.Position;
        var count = file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        file.Position = place;
        foreach (var container in options.Containers)
        {
            if (container.Matches(path, head[..count]))
            {
                return container;
            }
        }

        return null;
    }

    /// <summary>The whole file in memory: a workbook is read here and there.</summary>
    public static Stream Load(Stream stream)
    {
        var whole = new MemoryStream();
        stream.CopyTo(whole);
        stream.Dispose();
        whole.Position = 0;
        return whole;
    }
}
