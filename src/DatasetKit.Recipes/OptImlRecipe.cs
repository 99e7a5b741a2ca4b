using DatasetKit.Recipes.OptIml;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes;

/// <summary>OPT-IML: tasks of many benchmarks, held out at three levels, sampled within fixed shares of the benchmarks (facebookresearch/metaseq).</summary>
internal sealed class OptImlRecipe : Recipe
{
    private const string Paper = "arXiv 2212.12017, sections 2 and 3";
    private static readonly string[] s_heldOut = ["held-out-category", "held-out-task", "held-out-instance"];

    private static readonly RecipeParameter<string> s_tasks = RecipeParameter.Path("tasks", "The manifest: the tasks with benchmark and category, what is held out, and the benchmarks' shares.");

    private static readonly RecipeParameter<int> s_eta = RecipeParameter.Whole("eta", 4096, "More examples of a task than this do not count.", "facebookresearch/metaseq:projects/OPT-IML/README.md (checkpoint names)", 1);

    private static readonly RecipeParameter<int> s_total = RecipeParameter.Whole("total", 0, "Examples to be trained; a benchmark that has too few repeats. 0 ends with the first benchmark that is used up.", "ours");

    private static readonly RecipeParameter<double> s_instances = RecipeParameter.Number("instance-share", 0.05, "About the share of the instances of trained tasks that are held out.", "ours");

    private static readonly RecipeParameter<string> s_shots = RecipeParameter.Words(
        "demonstrations", "1", "How likely no, one, two … demonstrations are before a trained example, with commas between: 0.5,0.3,0.2.", Paper);

    private static readonly RecipeParameter<int> s_seed = RecipeParameter.Seed();

    public override string Name => "opt-iml";

    public override string Title => "OPT-IML: tasks of many benchmarks, held out at three levels, sampled within shares";

    public override IReadOnlyList<string> Sources => ["Iyer et al. 2022, OPT-IML (arXiv 2212.12017)", "facebookresearch/metaseq:projects/OPT-IML/README.md"];

    public override string Inputs => "a manifest (tasks), which names the files";

    public override bool NeedsInput => false;

    public override IReadOnlyList<RecipeParameter> Parameters => [s_tasks, s_eta, s_total, s_instances, s_shots, s_seed];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("categorize", "People map every task to one category and merge those that are nearly the same.", Paper, null),
        new("demonstrations", "Puts solved examples of the same task before a trained one.", Paper, Shots),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => RecordFormat.Find("opt-iml")!;

    /// <summary>What is trained: within a benchmark each task by min(n, η), the benchmarks by their shares.</summary>
    protected override Dataset Read(RecipeArguments arguments)
    {
        var list = List(arguments);
        var seed = arguments.Get(s_seed);
        var benchmarks = list.Shares.Select(share => new MixSource(
            Dataset.Mix(
                [.. list.Tasks.Where(task => task.Benchmark == share.Key && list.LevelOf(task) == Level.Train).Select(task => new MixSource(Instances(task, arguments, isHeldOut: false)) { Cap = arguments.Get(s_eta) })],
                new MixOptions { Seed = seed }),
            share.Value));
        return Dataset.Mix([.. benchmarks], new MixOptions { Seed = seed, Total = arguments.Get(s_total) is > 0 and var total ? total : null });
    }

    protected override async Task<IReadOnlyList<BuildReport>> WriteAsync(
        Dataset dataset, RecipeArguments arguments, string output, RecordFormat format, WriteOptions options, CancellationToken cancellationToken)
    {
        if (!output.Contains("{split}", StringComparison.Ordinal))
        {
            throw new RecipeException("opt-iml writes what is trained and what is held out at three levels: put {split} into the output's name");
        }

        foreach (var name in (string[])["train", .. s_heldOut])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output.Replace("{split}", name, StringComparison.Ordinal)))!);
        }

        var train = await dataset.WriteAsync(output.Replace("{split}", "train", StringComparison.Ordinal), format, options, cancellationToken).ConfigureAwait(false);
        var list = List(arguments);
        var heldOut = list.Tasks
            .Where(task => list.LevelOf(task) != Level.Variant)
            .Select(task => list.LevelOf(task) == Level.Train ? Instances(task, arguments, isHeldOut: true) : All(task))
            .Aggregate((left, right) => left.Concat(right));
        return [train, await heldOut.SplitBy(example => PartOf(example, list), s_heldOut).WriteAsync(output, format, options, cancellationToken).ConfigureAwait(false)];
    }

    private static string PartOf(Example example, TaskList list)
    {
        var (benchmark, name) = (example.Metadata["benchmark"].Text, example.Metadata["task"].Text);
        return list.LevelOf(list.Tasks.First(task => benchmark == task.Benchmark && name == task.Name)) switch
        {
            Level.Category => s_heldOut[0],
            Level.Task => s_heldOut[1],
            _ => s_heldOut[2],
        };
    }

    private static Dataset All(BenchmarkTask task) => Dataset.Read(task.Files).Select(example => example
        .WithCategory(task.Category)
        .WithMetadata(example.Metadata.With("benchmark", JsonValue.From(task.Benchmark)).With("task", JsonValue.From(task.Name))));

    /// <summary>The instances of a trained task on one of the two sides; those with the same question are on the same, whatever else there is.</summary>
    private static Dataset Instances(BenchmarkTask task, RecipeArguments arguments, bool isHeldOut)
    {
        var (share, seed) = (arguments.Get(s_instances), arguments.Get(s_seed));
        return All(task).Process(example => StableShare.Of($"{task.Family}\u001F{example.Instruction}\u001F{example.Input}", seed) < share == isHeldOut
            ? example
            : Outcome.Drop(isHeldOut ? "trained" : "held out"));
    }

    private static TaskList List(RecipeArguments arguments) => arguments.Inputs.Count > 0
        ? throw new RecipeException("opt-iml takes its files from the manifest: set tasks, and name no input")
        : arguments.Get(s_tasks) is { Length: > 0 } path ? TaskList.Load(path) : throw new RecipeException("opt-iml needs a manifest: set tasks to its file");

    private static Dataset Shots(Dataset data, RecipeArguments arguments)
    {
        var shares = Demonstrations.Parse(arguments.Get(s_shots));
        return data.Process(() =>
        {
            var demonstrations = new Demonstrations(shares, arguments.Get(s_seed));
            return example => demonstrations.Add(example);
        });
    }
}
