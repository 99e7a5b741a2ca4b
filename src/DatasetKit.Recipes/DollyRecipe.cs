using System.Text.RegularExpressions;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes;

/// <summary>Dolly 2.0: what employees wrote, mended as its maintainers mended it, without what is too long to be trained whole (databrickslabs/dolly).</summary>
internal sealed partial class DollyRecipe : Recipe
{
    private const string Trainer = "databrickslabs/dolly:training/trainer.py";
    private const string Card = "databricks/databricks-dolly-15k (dataset card and its history)";

    private static readonly RecipeParameter<bool> s_lint = RecipeParameter.Flag(
        "lint", true, "Mends what was found in the published data later: citations, contexts that repeat the answer, duplicates. False leaves the records as they are.", Card);

    private static readonly RecipeParameter<string> s_tokenizer = RecipeParameter.Words(
        "tokenizer", string.Empty, "The model's tokenizer, a known name or a file; without one nothing is left out for its length.", "ours");

    private static readonly RecipeParameter<int> s_maxTokens = RecipeParameter.Whole(
        "max-tokens", 1024, "Examples of so many tokens or more, in Dolly's own template, are left out: they would lose their end.", Trainer, 1);

    private static readonly RecipeParameter<double> s_testShare = RecipeParameter.Number("test-share", 0.05, "The share of test when the output has {split} in its name; the rest is train.", "ours");

    private static readonly RecipeParameter<int> s_seed = RecipeParameter.Seed(42, Trainer);

    public override string Name => "dolly";

    public override string Title => "Dolly 2.0: employees' instructions, mended, shuffled, without what is too long";

    public override IReadOnlyList<string> Sources => ["Conover et al. 2023, Free Dolly (databricks.com blog)", Trainer, Card];

    public override string Inputs => "Dolly records (instruction, context, response, category), or others of one turn";

    public override IReadOnlyList<RecipeParameter> Parameters => [s_lint, s_tokenizer, s_maxTokens, s_testShare, s_seed];

    public override IReadOnlyList<RecipeStep> Steps { get; } =
    [
        new("write", "Employees write instructions and answers in eight categories.", Card, null),
        new("required", "Rejects records without an instruction or a response.", Trainer, (data, _) => data.Process(Required)),
        new("citations", "Removes the marks of Wikipedia's citations, such as [12] and [a], and white space at the ends.", "databrickslabs/dolly, issue 105", Lint(data => data.Select(WithoutCitations))),
        new("context", "Empties a context that repeats the response, which makes it an open question.", Card, Lint(data => data.Select(WithoutEcho))),
        new("echoes", "Leaves out records whose response repeats the instruction.", Card,
            Lint(data => data.Process(example => Trimmed(example.Instruction) == Trimmed(example.Output) ? Outcome.Drop("response repeats the instruction") : example))),
        new("duplicates", "Keeps the first of the records with the same instruction and context.", Card, Lint(data => data.Deduplicate(ExampleKey.Prompt))),
        new("length", "Leaves out examples that are too long, whose end would be lost.", Trainer, Length),
        new("shuffle", "Shuffles.", Trainer, (data, arguments) => data.Shuffle(arguments.Get(s_seed))),
    ];

    public override RecordFormat Target(RecipeArguments arguments) => RecordFormat.Dolly;

    protected override async Task<IReadOnlyList<BuildReport>> WriteAsync(
        Dataset dataset, RecipeArguments arguments, string output, RecordFormat format, WriteOptions options, CancellationToken cancellationToken)
    {
        if (arguments.Has(s_testShare) && !output.Contains("{split}", StringComparison.Ordinal))
        {
            throw new RecipeException("dolly: test-share divides the records: put {split} into the output's name, as in dolly.{split}.jsonl");
        }

        var test = arguments.Get(s_testShare);
        return output.Contains("{split}", StringComparison.Ordinal)
            ? [await dataset.Split(1 - test, 0, test, arguments.Get(s_seed)).WriteAsync(output, format, options, cancellationToken).ConfigureAwait(false)]
            : await base.WriteAsync(dataset, arguments, output, format, options, cancellationToken).ConfigureAwait(false);
    }

    private static Func<Dataset, RecipeArguments, Dataset> Lint(Func<Dataset, Dataset> mend) => (data, arguments) => arguments.Get(s_lint) ? mend(data) : data;

    private static Outcome Required(Example example)
    {
        var field = Trimmed(example.Instruction).Length == 0 ? "instruction" : Trimmed(example.Output).Length == 0 ? "response" : null;
        return field is null
            ? example
            : Outcome.Reject(new Finding(Diagnostics.Find("DK1002")!, Severity.Error, example.Source, "/" + field, $"Dolly is trained on records with both an instruction and a response, and this has no {field}"));
    }

    private static Example WithoutCitations(Example example) =>
        example.WithTurn(Trimmed(example.Instruction), WithoutCitations(example.Input), WithoutCitations(example.Output));

    private static Text WithoutCitations(Text text) => text.HasValue ? Citation().Replace(text.ToString(), string.Empty).Trim() : text;

    private static Example WithoutEcho(Example example) => !example.Input.IsEmpty && Trimmed(example.Input) == Trimmed(example.Output)
        ? example.WithTurn(example.Instruction, Text.Empty, example.Output).WithCategory("open_qa")
        : example;

    private static Dataset Length(Dataset data, RecipeArguments arguments)
    {
        if (arguments.Get(s_tokenizer).Length == 0)
        {
            return arguments.Has(s_maxTokens) ? throw new RecipeException("dolly: max-tokens needs to know how tokens are counted: set tokenizer to a known name or a file") : data;
        }

        var counter = TokenCounter.Rendered(Tokenizers.Load(arguments.Get(s_tokenizer)), PromptTemplate.Dolly);
        var most = arguments.Get(s_maxTokens);
        return data.Process(example => counter.Count(example).Total >= most ? Outcome.Drop("too long") : example);
    }

    private static string Trimmed(Text text) => text.ToString().Trim();

    [GeneratedRegex(@"\[(?:\d+|[a-z])\]", RegexOptions.NonBacktracking)]
    private static partial Regex Citation();
}
