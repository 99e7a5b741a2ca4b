// A recipe of your own: questions and answers of a help desk, without short answers, so many of each category, in an order of chance.
// dotnet run --project samples/OwnRecipe -- samples/support-questions.csv faq.jsonl least-words=8 per-category=2
using DatasetKit;
using DatasetKit.Recipes;

if (args is not [var input, var output, .. var settings])
{
    Console.Error.WriteLine("usage: OwnRecipe INPUT.csv OUTPUT.jsonl [least-words=N] [per-category=N] [seed=N]");
    return 2;
}

try
{
    var recipe = new HelpDeskRecipe();
    RecipeArguments arguments = recipe.Arguments([input], [.. settings.Select(setting => setting.Split('=', 2)).Select(pair => (pair[0], pair[^1]))]);
    foreach (BuildReport report in await recipe.RunAsync(arguments, output))
    {
        foreach (StepReport step in report.Steps)
        {
            Console.WriteLine($"{step.Name}: {step.Read} in, {step.Kept} out{string.Concat(step.Dropped.Select(reason => $", {reason.Value} {reason.Key}"))}");
        }
    }

    return 0;
}
catch (DatasetKitException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}

/// <summary>A help desk's answers as data to train on.</summary>
internal sealed class HelpDeskRecipe : Recipe
{
    private static readonly RecipeParameter<int> s_leastWords = RecipeParameter.Whole("least-words", 5, "Shorter answers are left out.", "ours", least: 1);

    private static readonly RecipeParameter<int> s_perCategory = RecipeParameter.Whole("per-category", 100, "Questions of one category at most.", "ours", least: 1);

    private static readonly RecipeParameter<int> s_seed = RecipeParameter.Seed();

    public override string Name => "help-desk";

    public override string Title => "Help desk: questions of users and the answers they got";

    public override IReadOnlyList<string> Sources => ["our own help desk"];

    public override string Inputs => "tables of question, answer and category";

    public override IReadOnlyList<RecipeParameter> Parameters => [s_leastWords, s_perCategory, s_seed];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("answer", "People at the help desk answer.", "our own help desk", Apply: null),
        new("length", "Leaves out short answers.", "ours", (data, arguments) => data.Process(
            example => example.Output.ToString().Split(' ').Length < arguments.Get(s_leastWords) ? Outcome.Drop("too short") : example)),
        new("unique", "Keeps each question once.", "ours", (data, _) => data.Deduplicate()),
        new("categories", "Keeps so many questions of each category.", "ours", (data, arguments) => data.Process(() =>
        {
            // Made anew for each run: what is counted here is of one run.
            var seen = new Dictionary<string, int>();
            return example =>
            {
                var category = example.Category.ToString();
                seen[category] = seen.GetValueOrDefault(category) + 1;
                return seen[category] > arguments.Get(s_perCategory) ? Outcome.Drop("more of one category") : example;
            };
        })),
        new("shuffle", "Puts them into an order of chance.", "ours", (data, arguments) => data.Shuffle(arguments.Get(s_seed))),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => RecordFormat.Dolly;
}
