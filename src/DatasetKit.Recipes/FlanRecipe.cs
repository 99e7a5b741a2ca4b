using DatasetKit.Recipes.Flan;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes;

/// <summary>The Flan Collection: tasks as questions in four ways, mixed in proportion to their sizes up to a cap, and in fixed parts of five collections.</summary>
internal sealed class FlanRecipe : Recipe
{
    private const string Mixtures = "google-research/FLAN:flan/v2/run_example.py, mixtures_utils.py, constants.py";

    private static readonly RecipeParameter<string> s_manifest = RecipeParameter.Path("manifest", "The tasks: name, source, file, options and patterns of each (YAML or JSON).");

    private static readonly RecipeParameter<int> s_count = RecipeParameter.Whole("count", 10_000, "Examples in the mixture; a task that has too few repeats.", "ours", 1);

    private static readonly RecipeParameter<int> s_shots = RecipeParameter.Whole("shots", 5, "Examples before a question where all have its pattern (few-shot=same).", Mixtures, 1, 100);

    private static readonly RecipeParameter<string> s_fewShot = RecipeParameter.Choice(
        "few-shot",
        "flan",
        ["flan", "same", "templates", "mix", "x"],
        "Which examples come before a question: five of any pattern (mix), those of 25 that have its pattern (x), 5, 2 and 1 for the first three patterns (templates), so many of its pattern (same); flan takes mix and x with options, x without.",
        "google-research/FLAN:flan/v2/tasks.py, mixtures_utils.py");

    private static readonly RecipeParameter<string> s_options = RecipeParameter.Choice(
        "options", "flan", ["flan", "random", "fixed", "letters"], "How options and dialogues are shown: in one of many styles, or in the one of evaluation; flan draws a style in zero-shot ways alone.", "google-research/FLAN:flan/v2/tasks.py");

    private static readonly RecipeParameter<double> s_inverted = RecipeParameter.Number(
        "inverted-rate", 0.3, "How much inverted tasks of a collection count beside its others, which count 1.", "google-research/FLAN:flan/v2/mixtures.py, DEFAULT_MIXTURE_RATES", 0, 100);

    private static readonly RecipeParameter<bool> s_compat = RecipeParameter.Flag(
        "compat", false, "Drops the rows that do not fill a round of all patterns, and fuses two beginnings of dialogues, as the original does.", "google-research/FLAN:flan/v2/preprocessors.py, templates.py");

    private static readonly RecipeParameter<string> s_tokenizer = RecipeParameter.Words("tokenizer", "cl100k_base", "What counts the tokens of examples and question; the original counts with T5's.", "ours");

    private static readonly RecipeParameter<int> s_maxTokens = RecipeParameter.Whole("max-tokens", 1920, "Tokens of a question with its examples at most; examples that do not fit are left out.", "google-research/FLAN:flan/v2/few_shot.py", 1);

    private static readonly RecipeParameter<int> s_seed = RecipeParameter.Seed();

    // The cap of a task's examples, the part of the mixture, and whether there are ways without options.
    private static readonly Dictionary<string, (RecipeParameter<int> Cap, RecipeParameter<double> Share, bool WithoutOptions)> s_sources = new(StringComparer.Ordinal)
    {
        ["Flan2021"] = (Cap("flan2021", 30_000), Share("flan2021", 0.4), true),
        ["P3"] = (Cap("t0", 20_000), Share("t0", 0.32), true),
        ["NIv2"] = (Cap("niv2", 5_000), Share("niv2", 0.2), false),
        ["CoT"] = (Cap("cot", 100_000), Share("cot", 0.05), false),
        ["Dialog"] = (Cap("dialog", 200_000), Share("dialog", 0.03), false),
    };

    public override string Name => "flan";

    public override string Title => "Flan Collection: tasks as questions in four ways, mixed by their sizes up to a cap";

    public override IReadOnlyList<string> Sources => ["Longpre et al. 2023, The Flan Collection (arXiv:2301.13688)", "google-research/FLAN:flan/v2"];

    public override string Inputs => "none: the manifest names the files of the tasks";

    public override bool NeedsInput => false;

    public override IReadOnlyList<RecipeParameter> Parameters =>
        [s_manifest, s_count, s_fewShot, s_shots, s_options, s_compat, s_inverted, s_tokenizer, s_maxTokens, .. s_sources.Values.SelectMany(source => (RecipeParameter[])[source.Cap, source.Share]), s_seed];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("mix", "Writes each task in its ways (with and without options, with and without examples before the question), and mixes: each collection has its part, each way the same part of that, each task in proportion to its size up to the cap.", Mixtures, Mix),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => RecordFormat.Find("flan")!;

    protected override Dataset Read(RecipeArguments arguments) => arguments.Inputs.Count == 0
        ? Dataset.From([])
        : throw new RecipeException("flan reads no inputs; the manifest names the files of the tasks");

    private static RecipeParameter<int> Cap(string source, int standard) =>
        RecipeParameter.Whole($"{source}-cap", standard, $"How many examples of a task of {source} count at most.", "google-research/FLAN:flan/v2/constants.py", 1);

    private static RecipeParameter<double> Share(string source, double standard) =>
        RecipeParameter.Number($"{source}-share", standard, $"The part of {source} in the mixture, in relation to the others that there are.", "google-research/FLAN:flan/v2/run_example.py");

    private static Dataset Mix(Dataset data, RecipeArguments arguments)
    {
        var tasks = FlanTask.Load(arguments.Get(s_manifest) is { Length: > 0 } path ? path : throw new RecipeException("flan: there are no tasks; name a file of them with manifest"), arguments.Reading);
        // A task's first way reads its file, so that a bad record is rejected, and told, once.
        var read = new HashSet<string>(StringComparer.Ordinal);
        var sources = Weights(tasks, arguments).Select(one => new MixSource(Rendered(one.Task, one.Way, read.Add(one.Task.Name), arguments), one.Weight)).ToList();
        return sources.Count > 0 ? Dataset.Mix(sources, new MixOptions { Seed = arguments.Get(s_seed), Total = arguments.Get(s_count) }) : throw new RecipeException("no task is left to be mixed: they have no rows, or their collections a share of 0", arguments.Get(s_manifest));
    }

    /// <summary>The weight of each task in each way: the collection's part, divided evenly among the four types, by 1 to the inverted rate among its two halves, and by min(size, cap) among the tasks.</summary>
    internal static IEnumerable<(FlanTask Task, FlanWay Way, double Weight)> Weights(IReadOnlyList<FlanTask> tasks, RecipeArguments arguments)
    {
        foreach (var collection in tasks.Where(task => task.Rows.Count > 0).GroupBy(task => task.Source))
        {
            var (cap, share, withoutOptions) = s_sources[collection.Key];
            var ways = FlanWay.All(arguments.Get(s_fewShot)).Where(way => withoutOptions || way.HasOptions).GroupBy(way => way.Type).ToList();
            var halves = collection.GroupBy(task => task.IsInverted).ToDictionary(half => half.Key, half => (Tasks: half.ToList(), Rate: half.Key ? arguments.Get(s_inverted) : 1));
            foreach (var (half, rate) in halves.Values)
            {
                var total = half.Sum(task => (double)Math.Min(task.Rows.Count, arguments.Get(cap)));
                foreach (var (task, type) in half.SelectMany(task => ways.Select(type => (task, type))))
                {
                    var weight = arguments.Get(share) / ways.Count * rate / halves.Values.Sum(other => other.Rate) * Math.Min(task.Rows.Count, arguments.Get(cap)) / total;
                    foreach (var way in type.Where(way => weight > 0 && (way.Shots == FlanShots.None || task.Rows.Count > 1 || task.Exemplars.Count > 0)))
                    {
                        yield return (task, way, weight / type.Count());
                    }
                }
            }
        }
    }

    private static Dataset Rendered(FlanTask task, FlanWay way, bool fromFile, RecipeArguments arguments)
    {
        var tokenizer = Tokenizers.Load(arguments.Get(s_tokenizer));
        var style = new FlanStyle(arguments.Get(s_options), arguments.Get(s_shots), arguments.Get(s_maxTokens), arguments.Get(s_compat), arguments.Get(s_seed));
        var renderer = new FlanRenderer(task, way, text => tokenizer.CountTokens(text), style);
        return renderer.Rows(fromFile).Step($"{task.Name} {way}", rows => rows.Process(renderer.Render));
    }
}
