using DatasetKit.Recipes.Novelty;
using DatasetKit.Recipes.Running;
using DatasetKit.Recipes.SelfInstruct;

namespace DatasetKit.Recipes;

/// <summary>Alpaca and Self-Instruct: a model is shown a few tasks and writes more; what it writes is taken apart, filtered, and kept when it is new.</summary>
internal sealed class AlpacaRecipe : Recipe
{
    private const string Alpaca = "tatsu-lab/stanford_alpaca:generate_instruction.py";
    private const string SelfInstruct = "yizhongw/self-instruct:self_instruct/bootstrap_instructions.py";

    private static readonly RecipeParameter<string> s_stage = RecipeParameter.Choice(
        "stage", "tasks", ["tasks", "instructions", "instances"], "What the replies hold: whole tasks (Alpaca), or instructions, or instances of instructions (Self-Instruct).", "ours");

    private static readonly RecipeParameter<string> s_seeds = RecipeParameter.Path("seeds", "The tasks to begin with: a file of Self-Instruct's seeds or of Alpaca's records.");

    private static readonly RecipeParameter<int> s_requests = RecipeParameter.Whole("requests", 5, "How many requests are written when there are no replies yet.", Alpaca, 1);

    private static readonly RecipeParameter<int> s_shown = RecipeParameter.Whole("shown", 3, "How many tasks a request shows; Self-Instruct shows 8.", Alpaca, 1, 100);

    private static readonly RecipeParameter<string> s_prompt = RecipeParameter.Path("prompt", "The words that ask for tasks; ours when left out.");

    private static readonly RecipeParameter<double> s_threshold = RecipeParameter.Number("threshold", 0.7, "An instruction is new when its ROUGE-L F1 with every other is at most this.", Alpaca);

    private static readonly RecipeParameter<bool> s_english = RecipeParameter.Flag("english", true, "Whether an instruction must begin with a character of ASCII, as the originals demand.", Alpaca);

    private static readonly RecipeParameter<bool> s_compat = RecipeParameter.Flag(
        "compat", false, "Compare and count words as the originals do, which see only a-z and 0-9: Chinese instructions are never alike, and all are too short.", "ours");

    private static readonly RecipeParameter<int> s_seed = RecipeParameter.Seed();

    public override string Name => "alpaca";

    public override string Title => "Alpaca and Self-Instruct: tasks that a model wrote, taken apart, filtered, and kept when they are new";

    public override IReadOnlyList<string> Sources =>
    [
        "Taori et al. 2023, Stanford Alpaca; tatsu-lab/stanford_alpaca",
        "Wang et al. 2022, Self-Instruct (arXiv:2212.10560); yizhongw/self-instruct",
    ];

    public override string Inputs => "recorded replies: records of prompt and completion, with finish_reason where it is known; with none, requests are written";

    public override bool NeedsInput => false;

    public override IReadOnlyList<RecipeParameter> Parameters => [s_stage, s_seeds, s_requests, s_shown, s_prompt, s_threshold, s_english, s_compat, s_seed];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("ask", "A model answers the requests.", Alpaca, null),
        new("take-apart", "Makes tasks, instructions or instances of each reply; what is cut off or has not the form is left out.", $"{Alpaca}; {SelfInstruct}; yizhongw/self-instruct:self_instruct/prepare_for_finetuning.py",
            (data, arguments) => IsAsking(arguments) ? data : TakeApart(data, arguments)),
        new("filter", "Leaves out instructions that are too short or too long, need files, images or sound, ask for a program, or begin with punctuation.", $"{Alpaca}; {SelfInstruct}",
            (data, arguments) => IsAsking(arguments) || OfInstances(arguments) ? data : data.Process(task => WhyNot(task, arguments) is { } why ? Outcome.Drop(why) : task)),
        new("new", "Keeps instructions that are not like a seed's or one that was kept.", $"{Alpaca}; {SelfInstruct}",
            (data, arguments) => IsAsking(arguments) || OfInstances(arguments) ? data : KeepNew(data, arguments)),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => IsAsking(arguments) ? RecordFormat.PromptCompletion : RecordFormat.Alpaca;

    protected override Dataset Read(RecipeArguments arguments) => IsAsking(arguments) ? Dataset.From(Asked(arguments)) : Dataset.Read(arguments.Inputs, RecordFormat.PromptCompletion);

    private static bool IsAsking(RecipeArguments arguments) => arguments.Inputs.Count == 0;

    private static bool OfInstances(RecipeArguments arguments) => arguments.Get(s_stage) == "instances";

    private static List<Example> Asked(RecipeArguments arguments)
    {
        var tasks = arguments.Get(s_stage) switch
        {
            "tasks" => true,
            "instructions" => false,
            _ => throw new RecipeException("alpaca: instances need replies; name a file of them"),
        };
        var words = PromptText.Load(tasks ? "alpaca/tasks.txt" : "alpaca/instructions.txt", arguments.Get(s_prompt)).Template;
        var random = new Random(arguments.Get(s_seed));
        var seeds = Seeds(arguments);
        return Enumerable.Range(0, arguments.Get(s_requests)).Select(_ => Requests.Choose(seeds, arguments.Get(s_shown), random))
            .Select(shown => Example.Instruct(tasks ? Requests.ForTasks(words, shown) : Requests.ForInstructions(words, shown), string.Empty)).ToList();
    }

    private static Dataset TakeApart(Dataset data, RecipeArguments arguments)
    {
        var compat = arguments.Get(s_compat);
        return arguments.Get(s_stage) switch
        {
            "tasks" => data.Process(new TaskReply(arguments.Get(s_shown)).Read),
            "instructions" => data.Process(reply => InstructionReply.Read(reply, compat)),
            _ => data.Process(InstanceReply.Read),
        };
    }

    private static string? WhyNot(Example task, RecipeArguments arguments) =>
        InstructionFilter.WhyNot(task.Instruction.ToString(), media: arguments.Get(s_stage) == "tasks", arguments.Get(s_compat), arguments.Get(s_english));

    private static Dataset KeepNew(Dataset data, RecipeArguments arguments)
    {
        var seeds = Seeds(arguments);
        return data.Process(() =>
        {
            var pool = new RougePool(arguments.Get(s_threshold), arguments.Get(s_compat) ? Words.OfAscii : Words.Of);
            foreach (var seed in seeds)
            {
                pool.Add(seed.Instruction.ToString());
            }

            return task => pool.TryAdd(task.Instruction.ToString()) ? task : Outcome.Drop("like another");
        });
    }

    /// <summary>The seeds, each with its first instance.</summary>
    private static IReadOnlyList<Example> Seeds(RecipeArguments arguments) => arguments.Get(s_seeds) is { Length: > 0 } path
        ? [.. Dataset.Read(path).ToBlockingEnumerable().DistinctBy(task => task.Instruction)]
        : throw new RecipeException("alpaca: there are no tasks to begin with; name a file of them with seeds");
}
