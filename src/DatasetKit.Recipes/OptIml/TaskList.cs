using System.Text;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.OptIml;

/// <summary>A task of a benchmark.</summary>
/// <param name="Benchmark">The collection it is from.</param>
/// <param name="Category">What kind of task it is, one of a list for all benchmarks.</param>
/// <param name="Name">Its name in the benchmark.</param>
/// <param name="Family">The name of all its variants, in whatever benchmark.</param>
/// <param name="Files">Its examples.</param>
/// <param name="Templates">Ways to ask, with <c>{instruction}</c> and <c>{input}</c>; none for the place of the instruction that the run sets.</param>
internal sealed record BenchmarkTask(string Benchmark, string Category, string Name, string Family, IReadOnlyList<string> Files, IReadOnlyList<PromptText> Templates);

/// <summary>Data that is mixed in and is no task: text for pre-training, reasoning, dialogues.</summary>
/// <param name="Name">What it is called; the <c>benchmark</c> of its examples.</param>
/// <param name="Share">Its share of all that is trained.</param>
/// <param name="Files">Its examples.</param>
internal sealed record ExtraData(string Name, double Share, IReadOnlyList<string> Files);

/// <summary>Which part of the data a task is in: how far from what was trained it is.</summary>
internal enum Level
{
    /// <summary>Trained, but for some of its instances.</summary>
    Train,

    /// <summary>No task of its category is trained.</summary>
    Category,

    /// <summary>It is not trained, others of its category are.</summary>
    Task,

    /// <summary>A variant of a task that is held out: trained, it would give that one away; it is left out.</summary>
    Variant,
}

/// <summary>The tasks of a manifest, with what is held out and the benchmarks' shares.</summary>
internal sealed class TaskList
{
    private readonly HashSet<string> _categories;
    private readonly HashSet<string> _tasks;
    private readonly HashSet<string> _heldFamilies;

    private TaskList(Manifest manifest)
    {
        manifest.Only("benchmarks", "tasks", "hold-out-categories", "hold-out-tasks", "extras");
        var shares = manifest.Get("benchmarks").Members;
        Shares = shares.ToDictionary(share => share.Key, share => share.Value.Number, StringComparer.Ordinal);
        Portions.Check(manifest.Get("benchmarks"), [.. shares.Select(share => share.Value)]);
        Extras = manifest.Find("extras") is { } extras ? ReadExtras(extras) : [];
        Tasks = [.. manifest.Get("tasks").Items.Select(Read)];
        _categories = Held(manifest.Find("hold-out-categories"), [.. Tasks.Select(task => task.Category).Distinct()]);
        _tasks = Held(manifest.Find("hold-out-tasks"), [.. Tasks.Select(task => task.Name).Distinct()]);
        _heldFamilies = [.. Tasks.Where(task => _categories.Contains(task.Category) || _tasks.Contains(task.Name)).Select(task => task.Family)];
        foreach (var (benchmark, share) in shares)
        {
            if (!Tasks.Any(task => task.Benchmark == benchmark && LevelOf(task) == Level.Train))
            {
                throw share.Fail($"{benchmark} has a share, and no task of it is left to be trained");
            }
        }
    }

    public IReadOnlyList<BenchmarkTask> Tasks { get; }

    /// <summary>The shares of the benchmarks in what is trained; they make 1.</summary>
    public IReadOnlyDictionary<string, double> Shares { get; }

    /// <summary>What is mixed in beside the tasks; together less than all.</summary>
    public IReadOnlyList<ExtraData> Extras { get; }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="RecipeException">It cannot be used; the file and the line are named.</exception>
    public static TaskList Load(string path) => new(Manifest.Load(path));

    /// <summary>Where a task belongs.</summary>
    public Level LevelOf(BenchmarkTask task) => _categories.Contains(task.Category) ? Level.Category
        : _tasks.Contains(task.Name) ? Level.Task
        : _heldFamilies.Contains(task.Family) ? Level.Variant
        : Level.Train;

    private static HashSet<string> Held(Manifest? names, IReadOnlyList<string> known) => names is null ? [] : [.. names.Items.Select(name => name.OneOf(known))];

    /// <summary>Letters and digits in small letters: <c>Super-GLUE RTE</c> and <c>super_glue_rte</c> are one task.</summary>
    private static string Plain(string name)
    {
        var plain = new StringBuilder();
        foreach (var letter in name.Where(char.IsLetterOrDigit))
        {
            plain.Append(char.ToLowerInvariant(letter));
        }

        return plain.ToString();
    }

    private BenchmarkTask Read(Manifest task)
    {
        task.Only("benchmark", "category", "task", "family", "files", "templates");
        var name = task.Get("task").Text;
        return new(
            task.Get("benchmark").OneOf([.. Shares.Keys]),
            task.Get("category").Text,
            name,
            Plain(task.Find("family")?.Text ?? name),
            Files(task),
            [.. task.Find("templates")?.Items.Select(Template) ?? []]);
    }

    private static PromptText Template(Manifest template) => template.Text.Contains("{instruction}", StringComparison.Ordinal) || template.Text.Contains("{input}", StringComparison.Ordinal)
        ? new PromptText(template.Text)
        : throw template.Fail("a template has {instruction} or {input} in it, or both");

    private static IReadOnlyList<string> Files(Manifest owner) => owner.Get("files") is { IsList: true } files ? [.. files.Items.Select(file => file.File())] : [owner.Get("files").File()];

    private List<ExtraData> ReadExtras(Manifest extras)
    {
        var read = new List<ExtraData>();
        foreach (var (name, extra) in extras.Members)
        {
            extra.Only("share", "files");
            read.Add(Shares.ContainsKey(name) ? throw extra.Fail($"there is a benchmark {name} already") : new(name, extra.Get("share").Number, Files(extra)));
            if (extra.Get("share").Number is not (> 0 and < 1))
            {
                throw extra.Get("share").Fail($"the share of extra data is above 0 and below 1, not {extra.Get("share").Text}");
            }
        }

        return read.Sum(extra => extra.Share) < 1 ? read : throw extras.Fail("the shares of extra data leave nothing for the tasks");
    }
}
