using System.Text;

namespace DatasetKit.IO;

/// <summary>The temporary files beside an output, by their names.</summary>
/// <param name="Held">One that a run is working on; null when there is none.</param>
/// <param name="Leftovers">Those of runs that were stopped.</param>
internal readonly record struct TempFiles(string? Held, IReadOnlyList<string> Leftovers)
{
    private const string Suffix = ".tmp";
    private const int RandomLength = 8;

    // The usual limit of a name in bytes, less the two dots, the random part and the suffix.
    private const int LongestStem = 255 - 2 - RandomLength - 4;

    /// <summary>A path for a new one.</summary>
    public static string NewPath(OutputTarget target) =>
        Path.Join(target.Folder, Prefix(target) + Path.GetRandomFileName()[..RandomLength] + Suffix);

    /// <summary>Those that are there.</summary>
    public static TempFiles Beside(OutputTarget target, IFileSystem files, string? except = null)
    {
        string? held = null;
        var leftovers = new List<string>();
        string prefix = Prefix(target);
        foreach (string path in List(target.Folder, prefix, files))
        {
            // Of exactly this length: the temporary file of "a.jsonl.rejects" starts as that of "a.jsonl" does.
            if (Path.GetFileName(path.AsSpan()).Length != prefix.Length + RandomLength + Suffix.Length || path == except)
            {
                continue;
            }

            if (files.IsHeld(path))
            {
                held = path;
            }
            else
            {
                leftovers.Add(path);
            }
        }

        return new TempFiles(held, leftovers);
    }

    private static IReadOnlyList<string> List(string folder, string prefix, IFileSystem files)
    {
        try
        {
            return files.List(folder, prefix, Suffix);
        }
        catch (FileFaultException)
        {
            // A folder may be writable and not readable.
            return [];
        }
    }

    private static string Prefix(OutputTarget target)
    {
        string stem = Path.GetFileName(target.Path);
        while (Encoding.UTF8.GetByteCount(stem) > LongestStem)
        {
            stem = stem[..^(char.IsLowSurrogate(stem[^1]) ? 2 : 1)];
        }

        return $".{stem}.";
    }
}
