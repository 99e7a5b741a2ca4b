using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Flan;

/// <summary>A task of a manifest: its rows, and the patterns that make a question and an answer of one.</summary>
internal sealed record FlanTask(string Name, string Source, IReadOnlyList<FlanRow> Rows, IReadOnlyList<(string Inputs, string Targets)> Patterns)
{
    /// <summary>The collections, as <c>task_source</c> names them.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["Flan2021", "P3", "NIv2", "CoT", "Dialog"];

    /// <summary>Whether a question has options at all; without them there is only one way to write it.</summary>
    public bool HasOptions => Patterns.Any(pattern => pattern.Inputs.Contains("{options_}", StringComparison.Ordinal)) && Rows.Any(row => row.Options.Count > 0);

    /// <summary>The tasks of a manifest.</summary>
    /// <exception cref="RecipeException">The manifest is at fault.</exception>
    public static IReadOnlyList<FlanTask> Load(string path)
    {
        var manifest = Manifest.Load(path);
        manifest.Only("tasks");
        return [.. manifest.Get("tasks").Items.Select(Read)];
    }

    private static FlanTask Read(Manifest task)
    {
        task.Only("name", "source", "file", "columns", "options", "answer", "patterns");
        var columns = task.Find("columns")?.Items.Select(column => column.Text).ToList();
        var answer = task.Find("answer")?.Text ?? "answer";
        var options = task.Find("options");
        var patterns = task.Get("patterns").Items.Select(pattern =>
        {
            pattern.Only("inputs", "targets");
            return (pattern.Get("inputs").Text, pattern.Get("targets").Text);
        }).ToList();
        var source = task.Get("source").OneOf([.. Sources]);
        var reading = new ReadOptions { HasHeader = columns is null, Columns = columns, AllowEmpty = true };
        var rows = Dataset.Read(task.Get("file").File(), new AnyFieldsFormat(), reading).ToBlockingEnumerable()
            .Select(row => new FlanRow(row, options, answer)).ToList();
        if (rows.Find(row => row.Options.Count > OptionStyles.MostOptions) is { } crowded)
        {
            throw task.Fail($"{crowded.Source} has {crowded.Options.Count} options; there are names for {OptionStyles.MostOptions}");
        }

        return patterns.Count > 0 ? new(task.Get("name").Text, source, rows, patterns) : throw task.Fail("a task needs at least one pattern");
    }
}
