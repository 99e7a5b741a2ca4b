using DatasetKit.Recipes.Evolution;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes;

/// <summary>WizardLM: a model makes tasks harder or thinks of others, epoch after epoch; what did not succeed is given up (Evol-Instruct).</summary>
internal sealed class WizardLmRecipe : Recipe
{
    private const string Repository = "nlpxucan/WizardLM:Evol_Instruct/main.py";
    private const string Paper = "Xu et al. 2023, WizardLM (arXiv:2304.12244), section 3.2";

    private static readonly RecipeParameter<int> s_epochs = RecipeParameter.Whole("epochs", 4, "How often each task is evolved.", "Xu et al. 2023, section 4", 1, 100);

    private static readonly RecipeParameter<string> s_replies = RecipeParameter.Path("replies", "What the model said: records of prompt and completion; without it, all requests are missing.");

    private static readonly RecipeParameter<string> s_requests = RecipeParameter.Words("requests", string.Empty, "Where requests go that have no reply yet, to be answered before the next run.", "ours");

    private static readonly RecipeParameter<string> s_prompts = RecipeParameter.Path(
        "prompts", "A folder with the words of the requests: constraints.txt, deepen.txt, concretize.txt, reasoning.txt, input.txt, breadth.txt (with {instruction}), judge.txt (with {first} and {second}); ours when left out.");

    private static readonly RecipeParameter<bool> s_judge = RecipeParameter.Flag("judge", true, "Ask whether an evolved task is equal to what it was.", Paper);

    private static readonly RecipeParameter<bool> s_lineage = RecipeParameter.Flag("lineage", true, "Write beside each task its id, the operation, the task it was made of and the epoch; false gives instruction and output alone, as released.", "ours");

    private static readonly RecipeParameter<string> s_newlines = RecipeParameter.Choice(
        "newlines", "keep", ["keep", "lf"], "lf makes every line end of requests and tasks \\n; keep leaves those of the prompts, and joins instruction and input by \\r\\n as the original does.", Repository);

    private static readonly RecipeParameter<int> s_count = RecipeParameter.Whole("count", 70_000, "How many examples are kept at most, at random.", "WizardLM's release of 70,000 (of 250,000)");

    private static readonly RecipeParameter<int> s_seed = RecipeParameter.Seed();

    public override string Name => "wizardlm";

    public override string Title => "WizardLM: tasks that a model made harder or thought of, without those that failed (Evol-Instruct)";

    public override IReadOnlyList<string> Sources => [Paper, "nlpxucan/WizardLM:Evol_Instruct"];

    public override string Inputs => "the tasks to begin with, as Alpaca records";

    public override IReadOnlyList<RecipeParameter> Parameters => [s_epochs, s_replies, s_requests, s_prompts, s_judge, s_lineage, s_newlines, s_count, s_seed];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("ask", "A model evolves tasks, judges and answers.", "nlpxucan/WizardLM:Evol_Instruct/openai_access.py", null),
        new("evolve", "Evolves each task for some epochs by one of six operations at random; gives up what is equal, refused, says nothing or repeats the request, and goes on with the task as it was.", $"{Repository}; {Paper}", Evolve),
        new("shuffle", "Puts the examples of all epochs into a random order.", Paper, (data, arguments) => data.Shuffle(arguments.Get(s_seed))),
        new("sample", "Keeps so many of them.", "WizardLM's README: alpaca_evol_instruct_70k.json", (data, arguments) => data.Sample(arguments.Get(s_count), arguments.Get(s_seed))),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => arguments.Get(s_lineage) ? new LineageFormat() : RecordFormat.Find("wizardlm")!;

    protected override async Task<IReadOnlyList<BuildReport>> WriteAsync(
        Dataset dataset, RecipeArguments arguments, string output, RecordFormat format, WriteOptions options, CancellationToken cancellationToken)
    {
        var reports = await base.WriteAsync(dataset, arguments, output, format, options, cancellationToken).ConfigureAwait(false);
        var missing = Replies(arguments);
        return arguments.Get(s_requests) is { Length: > 0 } path && missing.Missing.Count > 0
            ? [.. reports, await missing.AsRequests().WriteAsync(path, RecordFormat.PromptCompletion, new WriteOptions { Force = options.Force }, cancellationToken).ConfigureAwait(false)]
            : reports;
    }

    private static RecordedReplies Replies(RecipeArguments arguments) => arguments.Shared(() => new RecordedReplies(arguments.Get(s_replies)));

    private static Dataset Evolve(Dataset data, RecipeArguments arguments)
    {
        var lf = arguments.Get(s_newlines) == "lf";
        PromptText Words(PromptText words) => lf ? new PromptText(words.Template.ReplaceLineEndings("\n")) : words;
        List<EvolvingOperation> operations = [.. EvolvingOperation.Load(arguments.Get(s_prompts)).Select(operation => operation with { Prompt = Words(operation.Prompt) })];
        var judge = arguments.Get(s_judge) ? Words(PromptText.Load("wizardlm/judge.txt", arguments.Get(s_prompts))) : null;
        var replies = Replies(arguments);
        return data.Process(WrongKind.UnlessTask).Process(() => new Evolver(operations, judge, arguments.Get(s_epochs), new Random(arguments.Get(s_seed)), replies.Find, lf).Evolve);
    }
}
