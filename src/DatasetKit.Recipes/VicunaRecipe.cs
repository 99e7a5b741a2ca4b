using System.Text.RegularExpressions;
using DatasetKit.Recipes.Conversations;
using DatasetKit.Recipes.Languages;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes;

/// <summary>Vicuna: conversations that users shared, cleaned, filtered and divided to fit the model (lm-sys/FastChat).</summary>
internal sealed partial class VicunaRecipe : Recipe
{
    private static readonly RecipeParameter<bool> s_html = RecipeParameter.Flag(
        "html", true, "Whether messages are HTML, as they were scraped; false for text that was cleaned before, which is checked and stays as it is.", "lm-sys/FastChat:fastchat/data/clean_sharegpt.py");

    private static readonly RecipeParameter<bool> s_compat = RecipeParameter.Flag(
        "compat", false, "Find blocked words inside others (openair) and join paragraphs at three line ends, as the original does.", "ours");

    private static readonly RecipeParameter<string> s_keepLanguage = RecipeParameter.Words(
        "keep-language", string.Empty, "Keep conversations in this language, as an ISO 639-1 code: en.", "lm-sys/FastChat:fastchat/data/optional_clean.py --keep-lang");

    private static readonly RecipeParameter<string> s_skipLanguage = RecipeParameter.Words(
        "skip-language", string.Empty, "Leave out conversations in this language: ko.", "lm-sys/FastChat:fastchat/data/optional_clean.py --skip-lang");

    private static readonly RecipeParameter<bool> s_repetition = RecipeParameter.Flag(
        "reduce-repetition", false, "Leave out conversations with the same digit nine times in a row.", "lm-sys/FastChat:fastchat/data/optional_clean.py --reduce-rep");

    private static readonly RecipeParameter<string> s_assistant = RecipeParameter.Words(
        "assistant", string.Empty, "The assistant's name; with it, questions about who it is are added.", "lm-sys/FastChat:fastchat/data/hardcoded_questions.py");

    private static readonly RecipeParameter<string> s_maker = RecipeParameter.Words(
        "maker", "its makers", "Who made the assistant, for the questions about it.", "lm-sys/FastChat:fastchat/data/hardcoded_questions.py");

    private static readonly RecipeParameter<string> s_identity = RecipeParameter.Path(
        "identity", "The questions about the assistant and their answers: blocks of questions and answers in YAML; ours when left out.");

    private static readonly RecipeParameter<string> s_tokenizer = RecipeParameter.Words(
        "tokenizer", string.Empty, "The model's tokenizer, a known name or a file; without one no conversation is divided.", "ours");

    private static readonly RecipeParameter<int> s_maxTokens = RecipeParameter.Whole(
        "max-tokens", 2048, "Tokens of a divided conversation at most; each message counts six more for what the template puts around it.", "lm-sys/FastChat:fastchat/data/split_long_conversation.py", 1);

    private static readonly RecipeParameter<string> s_splitter = RecipeParameter.Choice(
        "splitter", "safe", ["safe", "compat"], "safe loses no pair; compat divides as FastChat does, which loses a last pair that overflows.", "ours");

    private static readonly RecipeParameter<bool> s_gpt4Only = RecipeParameter.Flag(
        "gpt4-only", false, "Keep conversations whose model is gpt4 or is not named.", "lm-sys/FastChat:fastchat/data/extract_gpt4_only.py");

    private static readonly RecipeParameter<bool> s_singleRound = RecipeParameter.Flag(
        "single-round", false, "Keep only the first question and its answer.", "lm-sys/FastChat:fastchat/data/extract_single_round.py");

    private static readonly RecipeParameter<string> s_tokens = RecipeParameter.Words(
        "replace-tokens", string.Empty, "Special tokens whose spelling is broken in messages, with commas between them: </s>,<s>.", "lm-sys/FastChat:fastchat/data/optional_replace.py");

    private static readonly RecipeParameter<double> s_trainShare = RecipeParameter.Number(
        "train-share", 0.99, "The share of train when the output has {split} in its name; the rest is test.", "lm-sys/FastChat:fastchat/data/split_train_test.py");

    private static readonly RecipeParameter<int> s_seed = RecipeParameter.Seed(0, "lm-sys/FastChat:fastchat/data/split_train_test.py");

    public override string Name => "vicuna";

    public override string Title => "Vicuna: shared conversations, cleaned, filtered and divided to fit the model";

    public override IReadOnlyList<string> Sources => ["Chiang et al. 2023, Vicuna: an open-source chatbot (lmsys.org blog)", "lm-sys/FastChat:fastchat/data/prepare_all.py and the scripts it calls"];

    public override string Inputs => "conversations as ShareGPT records (from and value); Alpaca's records become conversations";

    public override IReadOnlyList<RecipeParameter> Parameters => [s_html, s_compat, s_keepLanguage, s_skipLanguage, s_repetition, s_tokenizer, s_maxTokens, s_splitter, s_assistant, s_maker, s_identity, s_gpt4Only, s_singleRound, s_tokens, s_trainShare, s_seed];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("collect", "People share their conversations on a public site.", "Vicuna blog", null),
        new("clean", "Makes Markdown of the page's HTML, takes out what the page put in (both only with html=true), cuts a conversation at an empty message, and leaves out what is too short, is not by turns, or has blocked words.", "lm-sys/FastChat:fastchat/data/clean_sharegpt.py",
            Clean),
        new("alpaca", "Makes conversations of records with an instruction and an output.", "lm-sys/FastChat:fastchat/data/convert_alpaca.py",
            (data, _) => data.Process(() =>
            {
                var turns = new AlpacaTurns();
                return example => turns.Convert(example);
            })),
        new("unique-id", "Keeps the first conversation of each id.", "lm-sys/FastChat:fastchat/data/clean_sharegpt.py",
            (data, _) => data.Deduplicate(ExampleKey.Fields("id"))),
        new("plugins", "Leaves out conversations with plugins.", "lm-sys/FastChat:fastchat/data/clean_sharegpt.py",
            (data, _) => data.Process(example => example.Metadata["plugins"].IsAbsent ? example : Outcome.Drop("plugin"))),
        new("unique-start", "Keeps the first conversation of each first question and first answer.", "lm-sys/FastChat:fastchat/data/clean_sharegpt.py",
            (data, _) => data.Deduplicate(ExampleKey.By(Start, "start"))),
        new("language", "On request, keeps or leaves out a language.", "lm-sys/FastChat:fastchat/data/optional_clean.py", ByLanguage),
        new("repetition", "On request, leaves out conversations with the same digit nine times in a row.", "lm-sys/FastChat:fastchat/data/optional_clean.py",
            (data, arguments) => arguments.Get(s_repetition) ? data.Process(example => example.Messages.Any(message => RepeatedDigit(message.Content.ToString())) ? Outcome.Drop("repetition") : example) : data),
        new("split", "Divides conversations that are too long between a pair and the next.", "lm-sys/FastChat:fastchat/data/split_long_conversation.py",
            (data, arguments) => ConversationSplitter.Divide(data, arguments, "vicuna", s_tokenizer, s_maxTokens, s_splitter)),
        new("format", "Leaves out answers whose numbered list begins again at 1.", "lm-sys/FastChat:fastchat/data/filter_wrong_format.py",
            (data, _) => data.Process(example => example.Messages.Any(message => BeginsAgain(message.Content.ToString())) ? Outcome.Drop("wrong format") : example)),
        new("identity", "On request, adds questions about who the assistant is, each with each of its answers.", "lm-sys/FastChat:fastchat/data/hardcoded_questions.py",
            (data, arguments) => arguments.Get(s_assistant) is { Length: > 0 } name ? data.Concat(Dataset.From(IdentityQuestions.Of(arguments.Get(s_identity), name, arguments.Get(s_maker)))) : data),
        new("gpt4-only", "On request, keeps the conversations with GPT-4.", "lm-sys/FastChat:fastchat/data/extract_gpt4_only.py",
            (data, arguments) => arguments.Get(s_gpt4Only) ? data.Process(OnlyGpt4) : data),
        new("single-round", "On request, keeps the first question and its answer.", "lm-sys/FastChat:fastchat/data/extract_single_round.py",
            (data, arguments) => arguments.Get(s_singleRound) ? data.Select(example => example.WithMessages([.. example.Messages.Where(message => message.Role != Role.System).Take(2)])) : data),
        new("tokens", "On request, breaks the spelling of special tokens in messages: </s> into <|/s|>.", "lm-sys/FastChat:fastchat/data/optional_replace.py",
            (data, arguments) => arguments.Get(s_tokens).Length > 0 ? BreakTokens(data, arguments) : data),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => RecordFormat.ShareGpt;

    protected override async Task<IReadOnlyList<BuildReport>> WriteAsync(
        Dataset dataset, RecipeArguments arguments, string output, RecordFormat format, WriteOptions options, CancellationToken cancellationToken)
    {
        var train = arguments.Get(s_trainShare);
        return output.Contains("{split}", StringComparison.Ordinal)
            ? [await dataset.Split(train, 0, 1 - train, arguments.Get(s_seed)).WriteAsync(output, format, options, cancellationToken).ConfigureAwait(false)]
            : await base.WriteAsync(dataset, arguments, output, format, options, cancellationToken).ConfigureAwait(false);
    }

    // What is no conversation yet was never on the page.
    private static Dataset Clean(Dataset data, RecipeArguments arguments)
    {
        var cleaner = new ShareGptCleaner(arguments.Get(s_compat), arguments.Get(s_html));
        return data.Process(example => example.Kind == ExampleKind.Chat ? cleaner.Clean(example) : example);
    }

    private static Dataset BreakTokens(Dataset data, RecipeArguments arguments)
    {
        var tokens = new TokenBreaker(arguments.Get(s_tokens).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return data.Select(tokens.Break);
    }

    private static Dataset ByLanguage(Dataset data, RecipeArguments arguments)
    {
        var (keep, skip) = (Language(arguments, s_keepLanguage), Language(arguments, s_skipLanguage));
        return keep is null && skip is null ? data : data.Process(example =>
        {
            var language = LanguageIdentifier.Default.Identify(string.Join('\n', example.Messages.Select(message => message.Content.ToString()))) ?? "unknown";
            return (keep is not null && language != keep) || language == skip ? Outcome.Drop("language " + language) : example;
        });
    }

    private static string? Language(RecipeArguments arguments, RecipeParameter<string> parameter)
    {
        var language = arguments.Get(parameter);
        return language.Length == 0 ? null
            : LanguageIdentifier.Default.Languages.Contains(language) ? language
            : throw new RecipeException($"vicuna: {parameter.Name} does not know \"{language}\"; it knows {string.Join(", ", LanguageIdentifier.Default.Languages)}");
    }

    // Few texts have a first item twice, and the expression looks at every character.
    private static bool BeginsAgain(string text) =>
        text.IndexOf("\n1. ", StringComparison.Ordinal) is >= 0 and var first && text.IndexOf("\n1. ", first + 4, StringComparison.Ordinal) > 0 && RestartedList().IsMatch(text);

    private static bool RepeatedDigit(string text)
    {
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            run = !char.IsDigit(text[i]) ? 0 : i > 0 && text[i] == text[i - 1] ? run + 1 : 1;
            if (run == 9)
            {
                return true;
            }
        }

        return false;
    }

    private static Text Start(Example example)
    {
        var messages = example.Messages;
        // The unit separator keeps "ab" + "c" and "a" + "bc" apart.
        return messages.Count < 2 ? default : $"{messages[0].Content}\u001F{messages[1].Content}";
    }

    private static Outcome OnlyGpt4(Example example)
    {
        var model = example.Metadata["model"];
        return model.IsAbsent || model.Text == "gpt4" ? example : Outcome.Drop("another model");
    }

    [GeneratedRegex(@"\n1\. [^2]*\n1\. ", RegexOptions.NonBacktracking)]
    private static partial Regex RestartedList();
}
