using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Flan;

/// <summary>A task of a manifest: its rows, and the patterns that make a question and an answer of one.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Source">The collection it is of.</param>
/// <param name="IsInverted">Whether it asks the other way round, which makes it a part of the collection by itself (CoT-II, Dialog-II).</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Exemplars">Solved examples apart from the rows; none when other rows are those.</param>
/// <param name="Patterns">The patterns where nothing comes before the question.</param>
/// <param name="Records">Its records, as a run reads them.</param>
/// <param name="FewShot">The patterns where solved questions come before it.</param>
internal sealed record FlanTask(
    string Name, string Source, bool IsInverted, IReadOnlyList<FlanRow> Rows, IReadOnlyList<FlanRow> Exemplars, IReadOnlyList<FlanPattern> Patterns, IReadOnlyList<FlanPattern> FewShot, Dataset Records)
{
    private static readonly string[] s_names = ["name", "source", "file", "columns", "options", "dialog", "answer", "exemplars", "inverted", "patterns", "few-shot-patterns"];

    /// <summary>The collections, as <c>task_source</c> names them.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["Flan2021", "P3", "NIv2", "CoT", "Dialog"];

    /// <summary>The tasks of a manifest.</summary>
    /// <exception cref="RecipeException">The manifest is at fault.</exception>
    public static IReadOnlyList<FlanTask> Load(string path, ReadOptions reading)
    {
        var manifest = Manifest.Load(path);
        manifest.Only("tasks");
        var tasks = new List<FlanTask>();
        foreach (var item in manifest.Get("tasks").Items)
        {
            var task = Read(item, reading);
            tasks.Add(tasks.Exists(other => other.Name == task.Name) ? throw item.Get("name").Fail($"two tasks are named \"{task.Name}\"") : task);
        }

        return tasks;
    }

    private static FlanTask Read(Manifest task, ReadOptions reading)
    {
        task.Only(s_names);
        var source = task.Get("source").OneOf(Sources);
        _ = task.Get("file").File();
        var patterns = task.Get("patterns").Items.Select(FlanPattern.Read).ToList();
        if (patterns.Count == 0)
        {
            throw task.Fail("a task needs at least one pattern");
        }

        var fewShot = task.Find("few-shot-patterns")?.Items.Select(FlanPattern.Read).ToList();
        var file = new FlanRows(task, reading);
        var (rows, exemplars) = file.Read();
        if (rows.FirstOrDefault(row => row.Options.Count > FlanOptions.MostOptions) is { } crowded)
        {
            throw task.Fail($"{crowded.Source} has {crowded.Options.Count} options; there are names for {FlanOptions.MostOptions}");
        }

        if (rows.Count == 0)
        {
            throw task.Get("file").Fail($"{task.Get("file").Text} has no record that can be a row: each is an object, or a line of a table");
        }

        CheckPlaces(task, rows, [.. patterns, .. fewShot ?? []]);
        return new(task.Get("name").Text, source, task.Find("inverted")?.OneOf("true", "false") == "true", rows, exemplars, patterns, fewShot is { Count: > 0 } ? fewShot : patterns, file.Records);
    }

    /// <summary>A place that no row fills would stay in what is trained.</summary>
    private static void CheckPlaces(Manifest task, IReadOnlyList<FlanRow> rows, List<FlanPattern> patterns)
    {
        var fields = rows.Take(100).SelectMany(row => row.Fields.Keys).Distinct(StringComparer.Ordinal).ToList();
        var known = fields.Append(rows[0].AnswerField).Append("options_").Append("dialog_").ToHashSet(StringComparer.Ordinal);
        foreach (var name in patterns.SelectMany(pattern => FlanPlaces.Of(pattern.Inputs + pattern.Targets)))
        {
            if (!known.Contains(name))
            {
                throw task.Get("patterns").Fail($"a pattern has the place {{{name}}}, and {task.Get("file").Text} has no such field; its fields are {string.Join(", ", fields.Select(field => field.Length > 40 ? field[..40] + "…" : field))} (a table without a header needs columns)");
            }
        }
    }
}
