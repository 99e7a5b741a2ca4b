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
            if (!IsPattern(path) || File.Exists(path))
            {
                expanded.Add(path);
                continue;
            }

            var found = Find(path).ToList();
            if (found.Count == 0)
            {
                throw new InputContext(path, ReadOptions.Default).Fail(FileDiagnostics.NotFound, "no file fits the pattern; * stands for any letters of a name, ? for one, in any part of the path");
            }

            found.Sort(StringComparer.Ordinal);
            expanded.AddRange(found);
        }

        return expanded;
    }

    private static bool IsPattern(ReadOnlySpan<char> path) => path.IndexOfAny('*', '?') >= 0;

    /// <summary>Files that fit; folders are looked into where a part of the path is a pattern.</summary>
    private static IEnumerable<string> Find(string path)
    {
        var folder = Path.GetDirectoryName(path) ?? string.Empty;
        var name = Path.GetFileName(path);
        foreach (var parent in IsPattern(folder) ? Folders(folder) : [folder])
        {
            foreach (var file in Fitting(parent, name, Directory.EnumerateFiles))
            {
                yield return file;
            }
        }
    }

    private static IEnumerable<string> Folders(string path)
    {
        var parent = Path.GetDirectoryName(path) ?? string.Empty;
        var name = Path.GetFileName(path);
        return (IsPattern(parent) ? Folders(parent) : [parent]).SelectMany(above => IsPattern(name) ? Fitting(above, name, Directory.EnumerateDirectories) : [Path.Join(above, name)]);
    }

    private static IEnumerable<string> Fitting(string folder, string pattern, Func<string, IEnumerable<string>> list)
    {
        var root = folder.Length == 0 ? "." : folder;
        return !Directory.Exists(root) ? [] : list(root).Select(entry => Path.GetFileName(entry)!)
            .Where(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)).Select(name => Path.Join(folder, name));
    }
}
