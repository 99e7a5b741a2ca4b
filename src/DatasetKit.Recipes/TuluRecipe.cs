using DatasetKit.Recipes.Conversations;
using DatasetKit.Recipes.Running;
using DatasetKit.Recipes.Tulu;

namespace DatasetKit.Recipes;

/// <summary>Tülu: many instruction datasets as messages of one form, mixed as a manifest says (allenai/open-instruct).</summary>
internal sealed class TuluRecipe : Recipe
{
    private const string Script = "allenai/open-instruct:scripts/data/sft_v1_v2/reformat_datasets.py";

    private static readonly RecipeParameter<string> s_mix = RecipeParameter.Path(
        "mix", "The manifest: which datasets, how many examples of each, and what is done with them. Files it names stand beside it.");

    private static readonly RecipeParameter<string> s_filter = RecipeParameter.Choice(
        "filter",
        "words",
        ["words", "compat", "none"],
        "words leaves out answers that name another model or its maker as a word (Tülu 3); compat takes any message with one of Tülu 2's words in it, also inside other words.",
        "allenai/open-instruct:scripts/data/sft/utils.py");

    private static readonly RecipeParameter<string> s_tokenizer = RecipeParameter.Words(
        "tokenizer", string.Empty, "The model's tokenizer, a known name or a file; for sources with max-tokens.", "ours");

    private static readonly RecipeParameter<string> s_splitter = RecipeParameter.Choice(
        "splitter", "safe", ["safe", "compat"], "safe loses no pair of question and answer; compat divides as open-instruct does, which leaves out pairs that are too long.", "ours");

    public override string Name => "tulu";

    public override string Title => "Tülu: many instruction datasets as messages, mixed as a manifest says";

    public override IReadOnlyList<string> Sources =>
    [
        "Wang et al. 2023, How Far Can Camels Go? (arXiv 2306.04751)",
        "Ivison et al. 2023, Camels in a Changing Climate (arXiv 2311.10702)",
        Script,
    ];

    public override string Inputs => "a manifest (mix), which names the files";

    public override bool NeedsInput => false;

    public override IReadOnlyList<RecipeParameter> Parameters => [s_mix, s_filter, s_tokenizer, s_splitter];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("messages", "Makes messages of every source's records, as its reader says, and gives each an id.", Script, (data, arguments) => Messages(data, Mix(arguments))),
        new("repeat", "Repeats the examples of sources that are to be seen several times.", Script, (data, arguments) => Repeat(data, Mix(arguments))),
        new("filter", "Leaves out conversations that name other models and their makers.", Script, (data, arguments) => Filter(data, Mix(arguments), arguments.Get(s_filter))),
        new("empty", "Leaves out conversations with an empty message.", "allenai/open-instruct:scripts/data/sft/utils.py, should_be_filtered_by_empty_message",
            (data, _) => data.Process(example => example.Messages.Any(message => IsBlank(message)) ? Outcome.Drop("empty message") : example)),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => RecordFormat.Find("tulu")!;

    protected override Dataset Read(RecipeArguments arguments)
    {
        var mix = Mix(arguments);
        if (!mix.Sources.Any(source => source.Divides))
        {
            return mix.Read(arguments.Reading, null, SplitMode.Safe);
        }

        if (arguments.Get(s_tokenizer).Length == 0)
        {
            throw new RecipeException("tulu: a source with max-tokens needs to know how tokens are counted: set tokenizer to a known name or a file");
        }

        var tokenizer = Tokenizers.Load(arguments.Get(s_tokenizer));
        return mix.Read(arguments.Reading, tokenizer.CountTokens, arguments.Get(s_splitter) == "compat" ? SplitMode.OpenInstruct : SplitMode.Safe);
    }

    private static TuluMix Mix(RecipeArguments arguments)
    {
        if (arguments.Inputs.Count > 0)
        {
            throw new RecipeException("tulu takes its files from the manifest: set mix, and name no input");
        }

        return arguments.Get(s_mix) is { Length: > 0 } path ? TuluMix.Load(path) : throw new RecipeException("tulu needs a manifest: set mix to its file");
    }

    private static Dataset Messages(Dataset data, TuluMix mix) => data.Process(() => new TuluMessages(mix).Make);

    private static Dataset Repeat(Dataset data, TuluMix mix) =>
        data.Process(example => mix.Of(example).Repeat is > 1 and var times ? Outcome.Split([.. Enumerable.Repeat(example, times)]) : example);

    private static Dataset Filter(Dataset data, TuluMix mix, string filter)
    {
        Func<Example, bool> names = filter == "compat" ? KeywordFilter.HasPart : KeywordFilter.HasWord;
        return filter == "none" ? data : data.Process(example => mix.Of(example).IsFiltered && names(example) ? Outcome.Drop(KeywordFilter.Mentions) : example);
    }

    private static bool IsBlank(Message message) => message.ToolCalls.Count == 0 && string.IsNullOrWhiteSpace(message.Content.ToString());
}
