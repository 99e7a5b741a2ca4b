using DatasetKit.Recipes.Cleaning;
using DatasetKit.Recipes.Comparisons;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes;

/// <summary>InstructGPT: prompts of users without near copies, demonstrations, and rankings as pairs (Ouyang et al. 2022).</summary>
internal sealed class InstructGptRecipe : Recipe
{
    private const string Train = "train";
    private const string Validation = "validation";
    private const string Paper = "arXiv 2203.02155, section 3.2 and appendix A";

    private static readonly RecipeParameter<string> s_data = RecipeParameter.Choice(
        "data", "demonstrations", ["demonstrations", "rankings"], "What the inputs are, and so what is written: prompts with or without answers, or rankings, which become pairs.", "ours");

    private static readonly RecipeParameter<int> s_prefix = RecipeParameter.Whole(
        "prefix-chars", 100, "Prompts that begin with the same so many characters are one; 0 keeps all. The length was not published.", "ours");

    private static readonly RecipeParameter<int> s_perUser = RecipeParameter.Whole("per-user", 200, "Prompts of one user at most (user_id).", Paper, 1);

    private static readonly RecipeParameter<string> s_personal = RecipeParameter.Choice(
        "personal-data", "drop", ["drop", "keep"], "Whether what identifies a person is left out of train: e-mail and network addresses, telephone and card numbers.", "openai/following-instructions-human-feedback:model-card.md");

    private static readonly RecipeParameter<double> s_train = RecipeParameter.Number("train-share", 0.9, "About the share of users in train; the others are in validation.", "ours, after the sizes of arXiv 2203.02155, table 6");

    private static readonly RecipeParameter<int> s_seed = RecipeParameter.Seed();

    public override string Name => "instructgpt";

    public override string Title => "InstructGPT: users' prompts and demonstrations, divided by user, and rankings as pairs";

    public override IReadOnlyList<string> Sources =>
        ["Ouyang et al. 2022, Training language models to follow instructions with human feedback (arXiv 2203.02155)", "openai/following-instructions-human-feedback:model-card.md"];

    public override string Inputs => "prompts, demonstrations (prompt, completion, user_id) or rankings (prompt, responses, ranks)";

    public override IReadOnlyList<RecipeParameter> Parameters => [s_data, s_prefix, s_perUser, s_personal, s_train, s_seed];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("write", "Labelers write prompts and demonstrations, and rank four to nine answers of a model.", Paper, null),
        new("prefix", "Keeps the first of the prompts that share a long beginning; rankings pass.", Paper, (data, arguments) => Prefix(data, arguments.Get(s_prefix))),
        new("users", "Keeps so many prompts of each user; rankings pass.", Paper, (data, arguments) => data.Process(() => Users(arguments.Get(s_perUser)))),
        new("personal-data", "Leaves out of train what identifies a person.", "openai/following-instructions-human-feedback:model-card.md", Personal),
        new("shuffle", "Shuffles rankings while each is still one, so that its pairs stay together.", "arXiv 2203.02155, section 3.5",
            (data, arguments) => IsRankings(arguments) ? data.Shuffle(arguments.Get(s_seed)) : data),
        new("pairs", "Makes every two answers of a ranking a better and a worse one; ties give no pair.", "arXiv 2203.02155, section 3.5", (data, _) => data.Process(() => Pairs())),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => RecordFormat.Find(IsRankings(arguments) ? "preference" : "instructgpt")!;

    protected override Dataset Read(RecipeArguments arguments) => IsRankings(arguments) ? Dataset.Read(arguments.Inputs, RecordFormat.Find("ranking")) : base.Read(arguments);

    protected override async Task<IReadOnlyList<BuildReport>> WriteAsync(
        Dataset dataset, RecipeArguments arguments, string output, RecordFormat format, WriteOptions options, CancellationToken cancellationToken)
    {
        if (output.Contains("{split}", StringComparison.Ordinal))
        {
            return [await dataset.SplitBy(example => SplitOf(example, arguments), Train, Validation).WriteAsync(output, format, options, cancellationToken).ConfigureAwait(false)];
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
        return StableShare.Of(user.IsAbsent ? example.Instruction.ToString() : user.Text.ToString(), arguments.Get(s_seed)) < arguments.Get(s_train) ? Train : Validation;
    }

    private static Dataset Prefix(Dataset data, int length) => length == 0 ? data : data.Deduplicate(ExampleKey.By(example => Beginning(example, length), "beginning"));

    private static Text Beginning(Example example, int length)
    {
        if (example.Completions.Count > 0)
        {
            return default;
        }

        var prompt = example.Messages.FirstOrDefault(message => message.Role == Role.User)?.Content.ToString() ?? string.Empty;
        // Not between the halves of a character.
        var end = length < prompt.Length && char.IsHighSurrogate(prompt[length - 1]) ? length - 1 : Math.Min(length, prompt.Length);
        return prompt[..end];
    }

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

    private static Func<Example, Outcome> Pairs()
    {
        var pairs = new RankedPairs();
        return example => example.Completions.Count > 0 ? pairs.Make(example) : example;
    }

    private static Dataset Personal(Dataset data, RecipeArguments arguments) => arguments.Get(s_personal) == "keep" ? data
        : data.Process(example => SplitOf(example, arguments) == Train && Texts(example).Select(PersonalData.Find).FirstOrDefault(found => found is not null) is { } found ? Outcome.Drop(found) : example);

    private static IEnumerable<string> Texts(Example example) =>
        example.Messages.Concat(example.Completions.SelectMany(answer => answer.Messages)).Select(message => message.Content.ToString());
}
