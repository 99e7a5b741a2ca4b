namespace DatasetKit.Tests;

/// <summary>Facts and expected outputs that stand beside the checkout; the project must build and pass without them.</summary>
internal static class SharedFolder
{
    /// <summary>The path of a file or folder in it; skips the test when the folder is not there.</summary>
    internal static string PathOf(params string[] parts)
    {
        if (FindOrNull(parts) is { } found)
        {
            return found;
        }

        Assert.Skip("../shared is not here");
        return "";
    }

    /// <summary>The path of a file or folder in it; null when the folder is not there.</summary>
    internal static string? FindOrNull(params string[] parts)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string shared = Path.Combine(folder.FullName, "shared");
            if (File.Exists(Path.Combine(shared, "DESIGN.md")))
            {
                return Path.Combine([shared, .. parts]);
            }
        }

        return null;
    }
}
