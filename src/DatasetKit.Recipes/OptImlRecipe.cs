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

    private static readonly RecipeParameter<string> s_place = RecipeParameter.Choice(
        "instruction-place", "before", ["before", "after", "either"], "Where the instruction of an example with an input stands, for tasks without templates; either draws one for each.", Paper);

    private static readonly RecipeParameter<int> s_shards = RecipeParameter.Whole(
        "shards", 1, "Into how many numbered folders the examples to be trained go by turns, one for each epoch; for an output with {shard} in its name.", "facebookresearch/metaseq:metaseq/tasks/streaming_finetune_language_modeling.py", 1, 100);

    private static readonly RecipeParameter<int> s_seed = RecipeParameter.Seed();

    public override string Name => "opt-iml";

    public override string Title => "OPT-IML: tasks of many benchmarks, held out at three levels, sampled within shares";

    public override IReadOnlyList<string> Sources => ["Iyer et al. 2022, OPT-IML (arXiv 2212.12017)", "facebookresearch/metaseq:projects/OPT-IML/README.md"];

    public override string Inputs => "a manifest (tasks), which names the files";

    public override bool NeedsInput => false;

    public override IReadOnlyList<RecipeParameter> Parameters => [s_tasks, s_eta, s_total, s_instances, s_place, s_shots, s_shards, s_seed];

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
            share.Value * (1 - list.Extras.Sum(extra => extra.Share))));
        var extras = list.Extras.Select(extra => new MixSource(Extra(extra, arguments), extra.Share));
        return Dataset.Mix([.. benchmarks, .. extras], new MixOptions { Seed = seed, Total = arguments.Get(s_total) is > 0 and var total ? total : null });
    }

    protected override async Task<IReadOnlyList<BuildReport>> WriteAsync(
        Dataset dataset, RecipeArguments arguments, string output, RecordFormat format, WriteOptions options, CancellationToken cancellationToken)
    {
        if (!output.Contains("{split}", StringComparison.Ordinal))
        {
            throw new RecipeException("opt-iml writes what is trained and what is held out at three levels: put {split} into the output's name");
        }

        var list = List(arguments);
        var heldOut = list.Tasks
            .Where(task => list.LevelOf(task) != Level.Variant)
            .Select(task => list.LevelOf(task) == Level.Train ? Instances(task, arguments, isHeldOut: true) : All(task, arguments).Select(example => Style(arguments).Apply(example, task)))
            .Aggregate((left, right) => left.Concat(right));
        if (ShardTree.Is(output))
        {
            return await WriteTreeAsync(dataset, heldOut, list, output, arguments.Get(s_shards), format, options, cancellationToken).ConfigureAwait(false);
        }

        if (arguments.Has(s_shards))
        {
            throw new RecipeException("opt-iml: shards are folders: put {shard} into the output's name, as in data/{split}/{shard}/{corpus}.jsonl");
        }

        foreach (var name in (string[])["train", .. s_heldOut])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output.Replace("{split}", name, StringComparison.Ordinal)))!);
        }

        var train = await dataset.WriteAsync(output.Replace("{split}", "train", StringComparison.Ordinal), format, options, cancellationToken).ConfigureAwait(false);
        return [train, await heldOut.SplitBy(example => PartOf(example, list), s_heldOut).WriteAsync(output, format, options, cancellationToken).ConfigureAwait(false)];
    }

    private static async Task<IReadOnlyList<BuildReport>> WriteTreeAsync(
        Dataset train, Dataset heldOut, TaskList list, string output, int shards, RecordFormat format, WriteOptions options, CancellationToken cancellationToken)
    {
        var tree = new ShardTree(output, "train", shards);
        var levels = s_heldOut.ToDictionary(part => part, part => new ShardTree(output, part, 1), StringComparer.Ordinal);
        var corpora = list.Tasks.GroupBy(task => list.LevelOf(task)).ToDictionary(level => level.Key, level => level.Select(task => ShardTree.CorpusOf(task.Benchmark, task.Name)).ToList());
        var trained = corpora.GetValueOrDefault(Level.Train, []).Concat(list.Extras.Select(extra => ShardTree.CorpusOf(extra.Name, string.Empty)));
        return
        [
            await WriteFilesAsync(train.SplitBy(tree.FileOf, Made(tree.Files(trained)))).ConfigureAwait(false),
            await WriteFilesAsync(heldOut.SplitBy(
                example => levels[PartOf(example, list)].FileOf(example),
                Made([.. levels[s_heldOut[0]].Files(corpora.GetValueOrDefault(Level.Category, [])), .. levels[s_heldOut[1]].Files(corpora.GetValueOrDefault(Level.Task, [])), .. levels[s_heldOut[2]].Files(corpora.GetValueOrDefault(Level.Train, []))]))).ConfigureAwait(false),
        ];

        // metaseq cannot open a file without a record.
        Task<BuildReport> WriteFilesAsync(DatasetSplits parts) => parts.WriteAsync("{split}", format, options with { SkipEmpty = true }, cancellationToken);

        static IReadOnlyList<string> Made(IReadOnlyList<string> files)
        {
            foreach (var folder in files.Select(file => Path.GetDirectoryName(Path.GetFullPath(file))!).Distinct(StringComparer.Ordinal))
            {
                Directory.CreateDirectory(folder);
            }

            return files;
        }
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

    private static Dataset All(BenchmarkTask task, RecipeArguments arguments) => Dataset.Read(task.Files, null, arguments.Reading).Select(example => example
        .WithCategory(task.Category)
        .WithMetadata(example.Metadata.With("benchmark", JsonValue.From(task.Benchmark)).With("task", JsonValue.From(task.Name))));

    /// <summary>The instances of a trained task on one of the two sides; those with the same question are on the same, whatever else there is.</summary>
    private static Dataset Instances(BenchmarkTask task, RecipeArguments arguments, bool isHeldOut)
    {
        var (share, seed) = (arguments.Get(s_instances), arguments.Get(s_seed));
        var style = Style(arguments);
        return All(task, arguments).Process(example => StableShare.Of($"{task.Family}\u001F{example.Instruction}\u001F{example.Input}", seed) < share == isHeldOut
            ? style.Apply(example, task)
            : Outcome.Drop(isHeldOut ? "trained" : "held out"));
    }

    private static PromptStyle Style(RecipeArguments arguments) => new(arguments.Get(s_place), arguments.Get(s_seed));

    private static Dataset Extra(ExtraData extra, RecipeArguments arguments) => Dataset.Read(extra.Files, null, arguments.Reading).Select(example =>
    {
        // Plain text has no question: all of it is trained.
        var shown = example.Kind == ExampleKind.PlainText ? Example.Instruct(Text.Empty, example.Output).WithSource(example.Source).WithId(example.Id) : example;
        return shown.WithMetadata(example.Metadata.With("benchmark", JsonValue.From(extra.Name)));
    });

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
