namespace DatasetKit.Repository.Tests;

/// <summary>A room of the house, and the rooms that its code may name.</summary>
internal sealed record Room(string Name, params string[] MayUse)
{
    /// <summary>
    /// Cli → Reports, Recipes, Processing, Validation → Formats, Templates, Tokenization → Records, IO → Internals, as docs/design.md draws them.
    /// Every room may use itself, and the small types that stand at the top of the library.
    /// </summary>
    internal static IReadOnlyList<Room> All { get; } =
    [
        new("Cli", "Excel", "Recipes", "Dataset", "Reports", "Processing", "Validation", "Formats", "Templates", "Tokenization", "Records", "IO", "Internals"),
        new("MicrosoftML", "Tokenization"),
        new("Excel", "IO"),
        // Not a friend of the library's either, so it sees only what is public.
        new("Recipes", "Dataset", "Reports", "Processing", "Validation", "Formats", "Templates", "Tokenization", "Records", "IO", "Internals"),
        new("Handlebars", "Templates", "Records"),
        new("Dataset", "Reports", "Processing", "Validation", "Formats", "Templates", "Tokenization", "Records", "IO", "Internals"),
        new("Reports", "Processing", "Validation", "Formats", "Templates", "Tokenization", "Records", "IO", "Internals"),
        new("Processing", "Reports", "Validation", "Formats", "Templates", "Tokenization", "Records", "IO", "Internals"),
        new("Validation", "Formats", "Templates", "Tokenization", "Records", "Internals"),
        new("Formats", "Templates", "Records", "Internals"),
        new("Templates", "Records", "Internals"),
        new("Tokenization", "Internals"),
        new("IO", "Records", "Internals"),
        new("Records", "Internals"),
        new("Internals"),
        // The small types at the top of the library: faults, which every room may throw and which carry facts of theirs, rows and options.
        new("Top", "Reports", "Formats", "Records", "IO", "Internals"),
    ];

    /// <summary>The room that a source file stands in.</summary>
    internal static string Of(string path)
    {
        string[] parts = path.Split('/');
        return parts switch
        {
            ["src", "DatasetKit.Cli", ..] => "Cli",
            ["src", "DatasetKit.Excel", ..] => "Excel",
            ["src", "DatasetKit.MicrosoftML", ..] => "MicrosoftML",
            ["src", "DatasetKit.Recipes", ..] => "Recipes",
            ["src", "DatasetKit.Handlebars", ..] => "Handlebars",
            ["src", "DatasetKit", var folder, _, ..] => folder,
            ["src", "DatasetKit", var file] => file.StartsWith("Dataset.", StringComparison.Ordinal) || file is "DatasetSplits.cs" or "MixSource.cs" ? "Dataset" : "Top",
            _ => throw new InvalidOperationException($"{path} stands in no room; name its room in Room.cs"),
        };
    }
}
