using System.Text;
using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>Tables of formats that are known to have no header, such as Flan's chains of thought.</summary>
internal static class Headerless
{
    /// <summary>How a file is read: as a table without a header when its format says so, nobody says otherwise, and the first line does not name the columns.</summary>
    public static ReadOptions Options(string path, RecordFormat? format, ReadOptions options)
    {
        if (format is not { Columns: { Count: > 0 } columns } || !options.HasHeader || options.Columns is not null || !IsTable(path))
        {
            return options;
        }

        using var file = InputFile.Open(path, options);
        var head = file.Utf8Head.Span;
        var end = head.IndexOf((byte)'\n');
        var first = head[..(end < 0 ? head.Length : end)];
        foreach (var column in columns)
        {
            if (first.IndexOf(Encoding.UTF8.GetBytes(column)) < 0)
            {
                return options with { HasHeader = false, Columns = columns };
            }
        }

        return options;
    }

    private static bool IsTable(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant() is ".tsv" or ".csv" or ".tab";
    }
}
