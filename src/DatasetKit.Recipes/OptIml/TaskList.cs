using System.Text;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.OptIml;

/// <summary>A task of a benchmark.</summary>
/// <param name="Benchmark">The collection it is from.</param>
/// <param name="Category">What kind of task it is, one of a list for all benchmarks.</param>
/// <param name="Name">Its name in the benchmark.</param>
/// <param name="Family">The name of all its variants, in whatever benchmark.</param>
/// <param name="Files">Its examples.</param>
internal sealed record BenchmarkTask(string Benchmark, string Category, string Name, string Family, IReadOnlyList<string> Files);

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
        manifest.Only("benchmarks", "tasks", "hold-out-categories", "hold-out-tasks");
        var shares = manifest.Get("benchmarks").Members;
        Shares = shares.ToDictionary(share => share.Key, share => share.Value.Number, StringComparer.Ordinal);
        Portions.Check(manifest.Get("benchmarks"), [.. shares.Select(share => share.Value)]);
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
        task.Only("benchmark", "category", "task", "family", "files");
        var name = task.Get("task").Text;
        var files = task.Get("files");
        return new(
            task.Get("benchmark").OneOf([.. Shares.Keys]),
            task.Get("category").Text,
            name,
            Plain(task.Find("family")?.Text ?? name),
            files.IsList ? [.. files.Items.Select(file => file.File())] : [files.File()]);
    }
}
