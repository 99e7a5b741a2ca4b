namespace DatasetKit.Repository.Tests;

/// <summary>The checkout that these tests stand in.</summary>
internal static class RepositoryFolder
{
    private static readonly HashSet<string> s_notOurs = [".git", ".vs", "bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "node_modules"];

    /// <summary>The folder that holds DatasetKit.sln.</summary>
    internal static string Root { get; } = Find();

    /// <summary>The full path of something in it.</summary>
    internal static string PathOf(string relative) => Path.Join(Root, relative);

    /// <summary>The text of a file in it.</summary>
    internal static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>The files of a folder, built things left out, as paths from the root with slashes, in ordinal order.</summary>
    internal static IReadOnlyList<string> Files(string folder = "", string pattern = "*")
    {
        List<string> found = [];
        Collect(new DirectoryInfo(PathOf(folder)), pattern, found);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static void Collect(DirectoryInfo folder, string pattern, List<string> found)
    {
        if (!folder.Exists)
        {
            return;
        }

        found.AddRange(folder.EnumerateFiles(pattern).Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/')));
        foreach (var inner in folder.EnumerateDirectories().Where(inner => !s_notOurs.Contains(inner.Name)))
        {
            Collect(inner, pattern, found);
        }
    }

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Join(folder.FullName, "DatasetKit.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("DatasetKit.sln stands in no folder above " + AppContext.BaseDirectory);
    }
}
