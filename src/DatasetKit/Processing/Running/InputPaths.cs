using System.IO.Enumeration;
using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>Expands patterns. Named files keep their order; what a pattern finds is sorted by ordinal name.</summary>
internal static class InputPaths
{
    /// <summary>The files that are meant.</summary>
    /// <exception cref="InputException">A pattern fits no file.</exception>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> paths)
    {
        var expanded = new List<string>(paths.Count);
        foreach (var path in paths)
        {
            if (path.AsSpan().IndexOfAny('*', '?') < 0 || File.Exists(path))
            {
                expanded.Add(path);
                continue;
            }

            var folder = Path.GetDirectoryName(path);
            var pattern = Path.GetFileName(path);
            var root = string.IsNullOrEmpty(folder) ? "." : folder;
            var found = Directory.Exists(root)
                ? Directory.EnumerateFiles(root).Where(f => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(f), ignoreCase: false)).ToList()
                : [];
            if (found.Count == 0)
            {
                throw new InputContext(path, ReadOptions.Default).Fail(FileDiagnostics.NotFound, "no file fits the pattern; a pattern may stand only in the last part of the path");
            }

            found.Sort(StringComparer.Ordinal);
            expanded.AddRange(string.IsNullOrEmpty(folder) ? found.Select(f => Path.GetFileName(f)) : found);
        }

        return expanded;
    }
}
