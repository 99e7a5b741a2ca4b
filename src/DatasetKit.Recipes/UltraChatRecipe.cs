using DatasetKit.Recipes.Conversations;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes;

/// <summary>UltraChat: conversations of two models, without thanks alone, swapped roles and talk of feelings, divided to fit the model (thunlp/UltraChat).</summary>
internal sealed class UltraChatRecipe : Recipe
{
    private const string Paper = "arXiv 2305.14233, section 3";
    private const string Card = "HuggingFaceH4/ultrachat_200k (dataset card)";

    private static readonly RecipeParameter<bool> s_polite = RecipeParameter.Flag("polite", true, "Removes the user's turns that say thanks alone, with their answers.", Paper);

    private static readonly RecipeParameter<bool> s_swap = RecipeParameter.Flag("role-swap", true, "Leaves out conversations in which the simulated user speaks as an assistant.", Paper);

    private static readonly RecipeParameter<bool> s_emotions = RecipeParameter.Flag("no-emotions", true, "Leaves out conversations in which the assistant says that it has no emotions or opinions.", Card);

    private static readonly RecipeParameter<string> s_tokenizer = RecipeParameter.Words(
        "tokenizer", string.Empty, "The model's tokenizer, a known name or a file; without one no conversation is divided.", "ours");

    private static readonly RecipeParameter<int> s_maxTokens = RecipeParameter.Whole(
        "max-tokens", 2048, "Tokens of a divided conversation at most; each message counts six more for what the template puts around it.", "thunlp/UltraChat:data/split_long.py", 1);

    private static readonly RecipeParameter<string> s_splitter = RecipeParameter.Choice(
        "splitter", "safe", ["safe", "compat"], "safe loses no pair; compat divides as the original does, which loses a last pair that overflows.", "thunlp/UltraChat:data/split_long.py");

    public override string Name => "ultrachat";

    public override string Title => "UltraChat: two models' conversations, without thanks alone, swapped roles and talk of feelings";

    public override IReadOnlyList<string> Sources => ["Ding et al. 2023, Enhancing Chat Language Models by Scaling High-quality Instructional Conversations (arXiv 2305.14233)", "thunlp/UltraChat:data/split_long.py", Card];

    public override string Inputs => "conversations (id and data, or any other known form)";

    public override IReadOnlyList<RecipeParameter> Parameters => [s_polite, s_swap, s_emotions, s_tokenizer, s_maxTokens, s_splitter];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("converse", "Two models talk: one plays the user, with a topic and a purpose, the other answers.", Paper, null),
        new("true-case", "A trained model corrects the case of letters.", Card, null),
        new("polite", "Removes the user's turns that only thank or take leave, with their answers; leaves out what is nothing else.", Paper,
            (data, arguments) => arguments.Get(s_polite) ? data.Process(WithoutThanks) : data),
        new("role-swap", "Leaves out conversations in which the user speaks as an assistant.", Paper,
            (data, arguments) => arguments.Get(s_swap) ? data.Process(example => Any(example, Role.User, Phrases.IsAssistants) ? Outcome.Drop("user speaks as an assistant") : example) : data),
        new("no-emotions", "Leaves out conversations in which the assistant denies emotions or opinions.", Card,
            (data, arguments) => arguments.Get(s_emotions) ? data.Process(example => Any(example, Role.Assistant, Phrases.DeniesFeelings) ? Outcome.Drop("denies emotions or opinions") : example) : data),
        new("split", "Divides conversations that are too long between a pair and the next.", "thunlp/UltraChat:data/split_long.py", Split),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => RecordFormat.Find("ultrachat")!;

    private static bool Any(Example example, Role role, Func<string, bool> says) => example.Messages.Any(message => message.Role == role && says(message.Content.ToString()));

    private static Outcome WithoutThanks(Example example)
    {
        var messages = example.Messages;
        var kept = new List<Message>(messages.Count);
        var isLeft = true;
        foreach (var message in messages)
        {
            // An answer goes with its question.
            isLeft = message.Role == Role.User ? !Phrases.IsThanks(message.Content.ToString()) : isLeft;
            if (isLeft)
            {
                kept.Add(message);
            }
        }

        return kept.Count == messages.Count ? example
            : kept.Exists(message => message.Role == Role.User) ? example.WithSystemPrompt(default).WithMessages(kept)
            : Outcome.Drop("thanks alone");
    }

    private static Dataset Split(Dataset data, RecipeArguments arguments)
    {
        if (arguments.Get(s_tokenizer).Length == 0)
        {
            return arguments.Has(s_maxTokens) ? throw new RecipeException("ultrachat: max-tokens needs to know how tokens are counted: set tokenizer to a known name or a file") : data;
        }

        var tokenizer = Tokenizers.Load(arguments.Get(s_tokenizer));
        var mode = arguments.Get(s_splitter) == "compat" ? SplitMode.FastChat : SplitMode.Safe;
        return data.Process(new ConversationSplitter(text => tokenizer.CountTokens(text), arguments.Get(s_maxTokens), mode).Split);
    }
}
