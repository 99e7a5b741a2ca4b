namespace DatasetKit.Recipes.Tests;

/// <summary>A recipe of a user's, made of public members alone.</summary>
public sealed class RecipeParameterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_recipe_of_ones_own_declares_parameters_of_every_kind()
    {
        var recipe = new Own();
        var input = _folder.Write("in.jsonl", string.Concat(Enumerable.Range(0, 4).Select(i => $"{{\"instruction\":\"q{i}\",\"input\":\"\",\"output\":\"{new string('a', i + 1)}\"}}\n")));

        var report = Assert.Single(await recipe.RunAsync(
            recipe.Arguments([input], ("most", "3"), ("share", "0.5"), ("loud", "true"), ("kind", "b"), ("name", "any text"), ("words", input), ("seed", "-7")),
            _folder["out.jsonl"],
            cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("3 0.5 True b any text -7", recipe.Seen);
        Assert.Equal((4, 3), (report.Ledger.Read, report.Ledger.Written));
        Assert.Equal(1, Assert.Single(report.Steps).Dropped["too long"]);
    }

    [Theory]
    [InlineData("most", "0", "the parameter most takes a whole number from 1 to 9, not \"0\"")]
    [InlineData("share", "1.5", "the parameter share takes a number from 0 to 1, not \"1.5\"")]
    [InlineData("loud", "yes", "the parameter loud takes true or false, not \"yes\"")]
    [InlineData("kind", "c", "the parameter kind takes a or b, not \"c\"")]
    [InlineData("seed", "x", "the parameter seed takes a whole number, not \"x\"")]
    [InlineData("words", "nowhere.txt", "there is no such file")]
    [InlineData("mots", "1", "did you mean most?")]
    public void A_value_that_it_cannot_have_stops_the_run_before_a_record_is_read(string name, string value, string says) =>
        Assert.Contains(says, Assert.Throws<RecipeException>(() => new Own().Arguments(["-"], (name, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_default_that_it_could_not_be_given_is_a_fault_of_the_recipe()
    {
        Assert.Throws<ArgumentException>(() => RecipeParameter.Whole("most", 10, "w", "ours", 1, 9));
        Assert.Throws<ArgumentException>(() => RecipeParameter.Number("share", -0.1, "w", "ours"));
        Assert.Throws<ArgumentException>(() => RecipeParameter.Choice("kind", "c", ["a", "b"], "w", "ours"));
        Assert.Throws<ArgumentException>(() => RecipeParameter.Choice("kind", "c", [], "w", "ours"));
        Assert.Throws<ArgumentException>(() => RecipeParameter.Flag("Loud Words", true, "w", "ours"));
        Assert.Throws<ArgumentException>(() => RecipeParameter.Words(string.Empty, string.Empty, "w", "ours"));
        Assert.Equal(("whole number from 0", "42"), (RecipeParameter.Whole("n", 42, "w", "ours").Type, RecipeParameter.Seed().DefaultText));
    }

    private sealed class Own : Recipe
    {
        private static readonly RecipeParameter<int> s_most = RecipeParameter.Whole("most", 5, "Characters of an answer at most.", "ours", least: 1, most: 9);
        private static readonly RecipeParameter<double> s_share = RecipeParameter.Number("share", 0.25, "A share.", "ours");
        private static readonly RecipeParameter<bool> s_loud = RecipeParameter.Flag("loud", false, "A flag.", "ours");
        private static readonly RecipeParameter<string> s_kind = RecipeParameter.Choice("kind", "a", ["a", "b"], "A choice.", "ours");
        private static readonly RecipeParameter<string> s_name = RecipeParameter.Words("name", string.Empty, "A text.", "ours");
        private static readonly RecipeParameter<string> s_words = RecipeParameter.Path("words", "A file.");
        private static readonly RecipeParameter<int> s_seed = RecipeParameter.Seed();

        public string Seen { get; private set; } = string.Empty;

        public override string Name => "own";

        public override string Title => "A recipe of a user's";

        public override IReadOnlyList<string> Sources => ["ours"];

        public override string Inputs => "anything";

        public override IReadOnlyList<RecipeParameter> Parameters => [s_most, s_share, s_loud, s_kind, s_name, s_words, s_seed];

        public override IReadOnlyList<RecipeStep> Steps =>
        [
            new("length", "Leaves out long answers.", "ours", (data, arguments) =>
            {
                Seen = FormattableString.Invariant($"{arguments.Get(s_most)} {arguments.Get(s_share)} {arguments.Get(s_loud)} {arguments.Get(s_kind)} {arguments.Get(s_name)} {arguments.Get(s_seed)}");
                return data.Process(example => example.Output.ToString().Length > arguments.Get(s_most) ? Outcome.Drop("too long") : example);
            }),
        ];

        public override RecordFormat Target(RecipeArguments arguments) => RecordFormat.Alpaca;
    }
}
