using DatasetKit.Recipes.Cleaning;
using DatasetKit.Recipes.Comparisons;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes;

/// <summary>InstructGPT: prompts of users without near copies, demonstrations, and rankings as pairs (Ouyang et al. 2022).</summary>
internal sealed class InstructGptRecipe : Recipe
{
    private const string Train = "train";
    private const string Validation = "validation";
    private const string Test = "test";
    private const string Limits = "arXiv 2203.02155, appendix C: the model reads 2,000 tokens";
    private const string Paper = "arXiv 2203.02155, section 3.2 and appendix A";

    private static readonly RecipeParameter<string> s_data = RecipeParameter.Choice(
        "data", "demonstrations", ["demonstrations", "few-shot", "rankings"], "What the inputs are: prompts with or without answers; tasks of several queries with answers, which become prompts that show some of them; or rankings, which become pairs.", "ours");

    private static readonly RecipeParameter<int> s_shots = RecipeParameter.Whole("shots", 3, "Queries with answers that a prompt of data=few-shot shows at most.", "ours; the number was not published", 0, 100);

    private static readonly RecipeParameter<int> s_perTask = RecipeParameter.Whole("per-task", 3, "Prompts that data=few-shot makes of one task at most.", "ours; the number was not published", 1);

    private static readonly RecipeParameter<string> s_tokenizer = RecipeParameter.Words("tokenizer", string.Empty, "The model's tokenizer, a known name or a file; without one nothing is too long.", "ours");

    private static readonly RecipeParameter<int> s_promptTokens = RecipeParameter.Whole("max-prompt-tokens", 1000, "Prompts of more tokens are left out.", Limits, 1);

    private static readonly RecipeParameter<int> s_answerTokens = RecipeParameter.Whole("max-answer-tokens", 1000, "Demonstrations and ranked answers of more tokens are left out.", Limits, 1);

    private static readonly RecipeParameter<int> s_prefix = RecipeParameter.Whole(
        "prefix-chars", 100, "Prompts that begin with the same so many characters are one; 0 keeps all. The length was not published.", "ours");

    private static readonly RecipeParameter<int> s_perUser = RecipeParameter.Whole("per-user", 200, "Prompts of one user at most (user_id).", Paper, 1);

    private static readonly RecipeParameter<string> s_personal = RecipeParameter.Choice(
        "personal-data", "drop", ["drop", "keep"], "Whether what identifies a person is left out of train: e-mail and network addresses, telephone and card numbers.", "openai/following-instructions-human-feedback:model-card.md");

    private static readonly RecipeParameter<double> s_train = RecipeParameter.Number("train-share", 0.9, "About the share of users in train; the others are in validation.", "ours, after the sizes of arXiv 2203.02155, table 6");

    private static readonly RecipeParameter<double> s_test = RecipeParameter.Number("test-share", 0, "About the share of users in test, taken from the others.", "ours");

    private static readonly RecipeParameter<int> s_seed = RecipeParameter.Seed();

    public override string Name => "instructgpt";

    public override string Title => "InstructGPT: users' prompts and demonstrations, divided by user, and rankings as pairs";

    public override IReadOnlyList<string> Sources =>
        ["Ouyang et al. 2022, Training language models to follow instructions with human feedback (arXiv 2203.02155)", "openai/following-instructions-human-feedback:model-card.md"];

    public override string Inputs => "prompts, demonstrations (prompt, completion, user_id), tasks (instruction, instances), or rankings (prompt, responses, ranks)";

    public override IReadOnlyList<RecipeParameter> Parameters => [s_data, s_shots, s_perTask, s_prefix, s_perUser, s_tokenizer, s_promptTokens, s_answerTokens, s_personal, s_train, s_test, s_seed];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("write", "Labelers write prompts and demonstrations, and rank four to nine answers of a model.", Paper, null),
        new("prefix", "Keeps the first of the prompts that share a long beginning; rankings pass.", Paper, (data, arguments) => Prefix(data, arguments.Get(s_prefix))),
        new("users", "Keeps so many prompts of each user; rankings pass.", Paper, (data, arguments) => data.Process(() => Users(arguments.Get(s_perUser)))),
        new("length", "Leaves out what is too long for the model.", Limits, Length),
        new("personal-data", "Leaves out of train what identifies a person.", "openai/following-instructions-human-feedback:model-card.md", Personal),
        new("shuffle", "Shuffles rankings while each is still one, so that its pairs stay together.", "arXiv 2203.02155, section 3.5",
            (data, arguments) => IsRankings(arguments) ? data.Shuffle(arguments.Get(s_seed)) : data),
        new("pairs", "Makes every two answers of a ranking a better and a worse one; ties give no pair.", "arXiv 2203.02155, section 3.5", (data, arguments) => IsRankings(arguments) ? data.Process(() => new RankedPairs().Make) : data),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => RecordFormat.Find(IsRankings(arguments) ? "preference" : "instructgpt")!;

    protected override Dataset Read(RecipeArguments arguments) => arguments.Get(s_data) == "few-shot"
        ? arguments.Open(new FewShotTasks(arguments.Get(s_shots), arguments.Get(s_perTask), arguments.Get(s_seed)))
        : base.Read(arguments);

    protected override async Task<IReadOnlyList<BuildReport>> WriteAsync(
        Dataset dataset, RecipeArguments arguments, string output, RecordFormat format, WriteOptions options, CancellationToken cancellationToken)
    {
        if (arguments.Get(s_train) + arguments.Get(s_test) > 1)
        {
            throw new RecipeException("instructgpt: train-share and test-share are more than 1 together");
        }

        if (output.Contains("{split}", StringComparison.Ordinal))
        {
            return [await dataset.SplitBy(example => SplitOf(example, arguments), [Train, Validation, .. arguments.Get(s_test) > 0 ? [Test] : (string[])[]]).WriteAsync(output, format, options, cancellationToken).ConfigureAwait(false)];
        }

        return arguments.Get(s_train) >= 1
            ? await base.WriteAsync(dataset, arguments, output, format, options, cancellationToken).ConfigureAwait(false)
            : throw new RecipeException("instructgpt divides its data by user: put {split} into the output's name, or set train-share to 1");
    }

    private static bool IsRankings(RecipeArguments arguments) => arguments.Get(s_data) == "rankings";

    /// <summary>A user, and a prompt of nobody, is in one split whatever else there is.</summary>
    private static string SplitOf(Example example, RecipeArguments arguments)
    {
        var user = example.Metadata["user_id"];
        var share = StableShare.Of(user.IsAbsent ? Prompt(example) : user.Text.ToString(), arguments.Get(s_seed));
        return share < arguments.Get(s_train) ? Train : share < 1 - arguments.Get(s_test) ? Validation : Test;
    }

    private static Dataset Prefix(Dataset data, int length) => length == 0 ? data : data.Deduplicate(ExampleKey.By(example => Beginning(example, length), "beginning"));

    private static Text Beginning(Example example, int length)
    {
        if (example.Completions.Count > 0)
        {
            return default;
        }

        var prompt = Prompt(example);
        // Not between the halves of a character.
        var end = length < prompt.Length && char.IsHighSurrogate(prompt[length - 1]) ? length - 1 : Math.Min(length, prompt.Length);
        return prompt[..end];
    }

    private static string Prompt(Example example) => example.Messages.FirstOrDefault(message => message.Role == Role.User)?.Content.ToString() ?? string.Empty;

    private static Func<Example, Outcome> Users(int most)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return example =>
        {
            var user = example.Metadata["user_id"];
            if (example.Completions.Count > 0 || user.IsAbsent)
            {
                return example;
            }

            seen.TryGetValue(user.Text.ToString(), out var count);
            seen[user.Text.ToString()] = count + 1;
            return count < most ? example : Outcome.Drop("more of one user");
        };
    }

    private static Dataset Length(Dataset data, RecipeArguments arguments)
    {
        if (arguments.Get(s_tokenizer).Length == 0)
        {
            return arguments.Has(s_promptTokens) || arguments.Has(s_answerTokens)
                ? throw new RecipeException("instructgpt: tokens can be counted with a tokenizer only: set tokenizer to a known name or a file")
                : data;
        }

        var tokenizer = Tokenizers.Load(arguments.Get(s_tokenizer));
        return data.Process(example =>
        {
            var (question, answers) = Parts(example);
            return tokenizer.CountTokens(string.Join('\n', question.Select(message => message.Content))) > arguments.Get(s_promptTokens) ? Outcome.Drop("long prompt")
                : answers.Any(answer => tokenizer.CountTokens(answer.Content.ToString()) > arguments.Get(s_answerTokens)) ? Outcome.Drop("long answer")
                : example;
        });
    }

    private static (IEnumerable<Message> Question, IEnumerable<Message> Answers) Parts(Example example)
    {
        var messages = example.Messages;
        return messages is [.., { Role: Role.Assistant } last]
            ? (messages.SkipLast(1), example.Completions.Count > 0 ? example.Completions.SelectMany(answer => answer.Messages) : [last])
            : (messages, example.Completions.SelectMany(answer => answer.Messages));
    }

    private static Dataset Personal(Dataset data, RecipeArguments arguments) => arguments.Get(s_personal) == "keep" ? data
        : data.Process(example => SplitOf(example, arguments) == Train && Texts(example).Select(PersonalData.Find).FirstOrDefault(found => found is not null) is { } found ? Outcome.Drop(found) : example);

    private static IEnumerable<string> Texts(Example example) =>
        example.Messages.Concat(example.Completions.SelectMany(answer => answer.Messages)).Select(message => message.Content.ToString());
}
