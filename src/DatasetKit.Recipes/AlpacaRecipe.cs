using DatasetKit.Recipes.Novelty;
using DatasetKit.Recipes.Running;
using DatasetKit.Recipes.SelfInstruct;

namespace DatasetKit.Recipes;

/// <summary>Alpaca and Self-Instruct: a model is shown a few tasks and writes more; what it writes is taken apart, filtered, and kept when it is new.</summary>
internal sealed partial class AlpacaRecipe : Recipe
{
    private const string Alpaca = "tatsu-lab/stanford_alpaca:generate_instruction.py";
    private const string Bootstrap = "yizhongw/self-instruct:self_instruct/bootstrap_instructions.py";
    private const string Prepare = "yizhongw/self-instruct:self_instruct/prepare_for_finetuning.py";
    private const string Tasks = "tasks";
    private const string Instructions = "instructions";
    private const string Classification = "classification";
    private const string Instances = "instances";
    private const string Finetune = "finetune";
    private const string SimilarField = "most_similar_instructions";
    private const int InstructionsShown = 8;
    private const int MadeShown = 2;

    private static readonly RecipeParameter<string> s_stage = RecipeParameter.Choice(
        "stage", Tasks, [Tasks, Instructions, Classification, Instances, Finetune], "What the replies hold: whole tasks (Alpaca); or instructions, whether they are classifications, their instances (Self-Instruct); finetune makes prompts and completions of tasks.", "ours");

    private static readonly RecipeParameter<string> s_seeds = RecipeParameter.Path("seeds", "The tasks to begin with: a file of Self-Instruct's seeds or of Alpaca's records.");

    private static readonly RecipeParameter<string> s_made = RecipeParameter.Path("made", "What was made in runs before: nothing like it is new, and stage=instructions shows two of it in each request.");

    private static readonly RecipeParameter<string> s_instructions = RecipeParameter.Path("instructions", "The instructions that stage=classification and stage=instances ask about.");

    private static readonly RecipeParameter<int> s_requests = RecipeParameter.Whole("requests", 5, "How many requests for tasks or instructions are written when there are no replies yet.", Alpaca, 1);

    private static readonly RecipeParameter<int> s_shown = RecipeParameter.Whole("shown", 3, "How many tasks a request shows; left out, 8 with stage=instructions.", $"{Alpaca}; {Bootstrap}", 1, 100);

    private static readonly RecipeParameter<bool> s_classification = RecipeParameter.Flag("classification", false, "With stage=instructions: show seeds of classification alone, and ask for such tasks.", Bootstrap + " --use_clf_seed_tasks_only");

    private static readonly RecipeParameter<string> s_prompt = RecipeParameter.Path("prompt", "The words that ask: a file, or a folder of tasks.txt, instructions.txt, classification-tasks.txt, classification.txt, labels-first.txt and inputs-first.txt; ours when left out.");

    private static readonly RecipeParameter<int> s_instances = RecipeParameter.Whole("max-instances", 5, "Instances of one task at most.", Prepare, 1);

    private static readonly RecipeParameter<bool> s_similar = RecipeParameter.Flag("similar", false, "With stage=tasks: note beside each task the ten instructions it is most like, as regen.json does.", Alpaca);

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

    public override string Inputs => "recorded replies: records of prompt and completion, with finish_reason where it is known; with none, requests are written. For stage=finetune, tasks";

    public override bool NeedsInput => false;

    public override IReadOnlyList<RecipeParameter> Parameters => [s_stage, s_seeds, s_made, s_instructions, s_requests, s_shown, s_classification, s_prompt, s_instances, s_threshold, s_similar, s_english, s_compat, s_seed];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("ask", "A model answers the requests.", $"{Alpaca}; {Bootstrap}", null),
        new("take-apart", "Makes tasks, instructions, kinds of instructions or instances of each reply; what is cut off or has not the form is left out.", $"{Alpaca}; {Bootstrap}; {Prepare}",
            (data, arguments) => IsAsking(arguments) ? data : TakeApart(data, arguments)),
        new("filter", "Leaves out instructions that are too short or too long, need files, images or sound, ask for a program, or begin with punctuation.", $"{Alpaca}; {Bootstrap}",
            (data, arguments) => IsMaking(arguments) ? data.Process(task => WhyNot(task, arguments) is { } why ? Outcome.Drop(why) : task) : data),
        new("new", "Keeps instructions that are not like a seed's or one that was kept.", $"{Alpaca}; {Bootstrap}",
            (data, arguments) => IsMaking(arguments) ? KeepNew(data, arguments) : data),
        new("encode", "With stage=finetune, makes a prompt and a completion of each task, in one of seven ways with an input and six without; half of the inputs lose the name of their only field and their blank lines.", Prepare,
            (data, arguments) => arguments.Get(s_stage) == Finetune ? Encode(data, arguments) : data),
        new("unique", "With stage=finetune, keeps the first of each prompt and completion.", Prepare,
            (data, arguments) => arguments.Get(s_stage) == Finetune ? data.Deduplicate(ExampleKey.By(Pair, "prompt and completion")) : data),
        new("shuffle", "With stage=finetune, puts them into an order of chance.", Prepare,
            (data, arguments) => arguments.Get(s_stage) == Finetune ? data.Shuffle(arguments.Get(s_seed)) : data),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => (IsAsking(arguments), arguments.Get(s_stage)) switch
    {
        (true, Classification or Instances) => new FieldsBesideFormat(RecordFormat.PromptCompletion, "instruction", ClassificationReply.Field),
        (true, _) or (_, Finetune) => RecordFormat.PromptCompletion,
        (_, Instructions or Classification) => new InstructionFormat(),
        (_, Tasks) when arguments.Get(s_similar) => new FieldsBesideFormat(RecordFormat.Alpaca, SimilarField, NewInstructions.Average),
        _ => RecordFormat.Alpaca,
    };

    protected override Dataset Read(RecipeArguments arguments) => IsAsking(arguments) ? Dataset.From(Asked(arguments))
        : arguments.Get(s_stage) is Instances or Finetune ? arguments.Open()
        : arguments.Open(RecordFormat.PromptCompletion);

    private static bool IsAsking(RecipeArguments arguments) => arguments.Inputs.Count == 0;

    /// <summary>Whether there are replies with new instructions.</summary>
    private static bool IsMaking(RecipeArguments arguments) => !IsAsking(arguments) && arguments.Get(s_stage) is Tasks or Instructions;

    private static int Shown(RecipeArguments arguments) => arguments.Has(s_shown) || arguments.Get(s_stage) != Instructions ? arguments.Get(s_shown) : InstructionsShown;

    private static Dataset TakeApart(Dataset data, RecipeArguments arguments)
    {
        var compat = arguments.Get(s_compat);
        switch (arguments.Get(s_stage))
        {
            case Tasks:
                return data.Process(new TaskReply(Shown(arguments)).Read);
            case Instructions:
                return data.Process(() =>
                {
                    var number = 0L;
                    return reply => InstructionReply.Read(reply, number++, compat);
                });
            case Classification:
                return data.Process(ClassificationReply.Read);
            case Instances:
                var kinds = Kinds(arguments);
                return data.Process(reply => InstanceReply.Read(reply, kinds, arguments.Get(s_instances)));
            default:
                return data;
        }
    }

    private static string? WhyNot(Example task, RecipeArguments arguments) =>
        InstructionFilter.WhyNot(task.Instruction.ToString(), media: arguments.Get(s_stage) == Tasks, arguments.Get(s_compat), arguments.Get(s_english));

    private static Dataset KeepNew(Dataset data, RecipeArguments arguments)
    {
        List<string> known = [.. Seeds(arguments).Concat(Made(arguments)).Select(task => task.Instruction.ToString())];
        var field = arguments.Get(s_stage) == Instructions ? InstructionFormat.Similar : arguments.Get(s_similar) ? SimilarField : null;
        return data.Process(() => new NewInstructions(arguments.Get(s_threshold), arguments.Get(s_compat) ? Words.OfAscii : Words.Of, known, field).Keep);
    }

    private static Dataset Encode(Dataset data, RecipeArguments arguments)
    {
        // The seeds are trained as well when they are given, all instances of them.
        var all = arguments.Get(s_seeds) is { Length: > 0 } seeds ? data.Concat(Dataset.Read(seeds)) : data;
        return all.Process(() => new FinetuneText(arguments.Get(s_seed)).Encode);
    }

    // The unit separator keeps "ab" + "c" and "a" + "bc" apart.
    private static Text Pair(Example example) => $"{example.Instruction}\u001F{example.Output}";
}
