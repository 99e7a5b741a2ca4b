using System.Text.Json;

namespace DatasetKit.Recipes.Tests;

public sealed class OptImlRecipeTests : IDisposable
{
    private const string Manifest = """
        benchmarks: {flan: 0.5, p3: 0.3, sni: 0.2}
        tasks:
          - {benchmark: flan, category: nli, task: rte, files: a.jsonl}
          - {benchmark: p3, category: entailment, task: super_glue_rte, family: RTE, files: b.jsonl}
          - {benchmark: flan, category: qa, task: boolq, files: c.jsonl}
          - {benchmark: p3, category: qa, task: bool_q, files: d.jsonl}
          - {benchmark: flan, category: qa, task: arc, files: e.jsonl}
          - {benchmark: flan, category: summarization, task: xsum, files: f.jsonl}
          - {benchmark: p3, category: summarization, task: gigaword, files: g.jsonl}
          - {benchmark: sni, category: summarization, task: titles, files: h.jsonl}
        hold-out-categories: [nli]
        hold-out-tasks: [bool_q]

        """;

    private static readonly Recipe s_recipe = Recipe.Find("opt-iml")!;
    private static readonly string[] s_parts = ["train", "held-out-category", "held-out-task", "held-out-instance"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>"Works when": three levels that share nothing, no variant of a held-out task, and counts by min(n, η) and the benchmarks' shares.</summary>
    [Fact]
    public async Task Three_levels_share_nothing_no_family_leaks_and_counts_follow_eta_and_shares()
    {
        var reports = await Run(("eta", "100"), ("total", "1000"), ("instance-share", "0.1"));

        var parts = s_parts.ToDictionary(part => part, Records);
        Assert.Equal(["rte"], Tasks(parts["held-out-category"]));
        Assert.Equal(["bool_q"], Tasks(parts["held-out-task"]));
        Assert.Equal(["arc", "gigaword", "titles", "xsum"], Tasks(parts["held-out-instance"]));
        // super_glue_rte and boolq are variants of what is held out.
        Assert.Equal(["arc", "gigaword", "titles", "xsum"], Tasks(parts["train"]));
        Assert.Empty(parts["train"].Select(Source).Intersect(parts["held-out-instance"].Select(Source)));
        Assert.Equal(1000, parts["train"].Count);
        Assert.Equal("flan 500, p3 300, sni 200", Counts(parts["train"], "benchmark"));
        // Of flan, arc has 300 and counts as 100; xsum has about 45: 500 examples in that relation.
        var xsum = 50 - parts["held-out-instance"].Count(record => Text(record, "task") == "xsum");
        Assert.InRange(parts["train"].Count(record => Text(record, "task") == "xsum"), (500.0 * xsum / (100 + xsum)) - 25, (500.0 * xsum / (100 + xsum)) + 25);
        Assert.InRange(parts["held-out-instance"].Count, 30, 90);
        Assert.All(reports, report => Assert.True(report.Ledger.Balances));
    }

    [Fact]
    public async Task The_number_of_demonstrations_follows_its_shares_and_none_is_the_question_itself()
    {
        await Run(("eta", "300"), ("total", "400"), ("demonstrations", "0.5,0.25,0.25"));

        var train = Records("train");
        var shots = train.CountBy(record => record.GetProperty("n_shots").GetInt32()).ToDictionary();
        Assert.InRange(shots[0], 160, 240);
        Assert.InRange(shots[1], 65, 135);
        Assert.InRange(shots[2], 65, 135);
        Assert.All(train, record =>
        {
            var questions = Source(record).Split("\n\n").Select(part => part.Split(" answer")[0]).ToList();
            Assert.Equal(record.GetProperty("n_shots").GetInt32() + 1, questions.Distinct().Count());
            Assert.All(questions, question => Assert.StartsWith(Text(record, "task") + " ", question, StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes()
    {
        await Run(("total", "100"));
        var first = await File.ReadAllBytesAsync(_folder["train.jsonl"], TestContext.Current.CancellationToken);
        s_parts.ToList().ForEach(part => File.Delete(_folder[part + ".jsonl"]));
        await Run(("total", "100"));
        Assert.Equal(first, await File.ReadAllBytesAsync(_folder["train.jsonl"], TestContext.Current.CancellationToken));
    }

    /// <summary>"Works when": src and tgt are shown joined by a space, with loss on tgt and the end.</summary>
    [Fact]
    public void Source_and_target_are_joined_by_a_space_and_the_target_is_trained()
    {
        var rendered = PromptTemplate.Find("opt-iml")!.Render(Example.Instruct("Is it?  ", "Yes \n"));
        Assert.StartsWith("Is it? Yes", rendered.Text, StringComparison.Ordinal);
        Assert.StartsWith("Yes", rendered.Text[Assert.Single(rendered.Loss).Start..].TrimStart(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("benchmarks: {flan: 0.5}\ntasks: []", 1, "sum to 0.5")]
    [InlineData("benchmarks: {flan: 1}\ntasks:\n  - {benchmark: flam, category: qa, task: t, files: a.jsonl}", 3, "did you mean flan?")]
    [InlineData("benchmarks: {flan: 1}\ntasks:\n  - {benchmark: flan, category: qa, task: t, files: none.jsonl}", 3, "there is no file")]
    [InlineData("benchmarks: {flan: 1}\ntasks:\n  - {benchmark: flan, category: qa, task: t, files: a.jsonl}\nhold-out-tasks: [u]", 4, "there is no \"u\"")]
    [InlineData("benchmarks:\n  flan: 1\ntasks:\n  - {benchmark: flan, category: qa, task: t, files: a.jsonl}\nhold-out-tasks: [t]", 2, "no task of it is left")]
    public void A_fault_in_the_manifest_stops_the_run_at_its_line(string manifest, int line, string says)
    {
        _folder.Write("a.jsonl", "no JSON");
        var path = _folder.Write("m.yaml", manifest);
        var fault = Assert.Throws<RecipeException>(() => s_recipe.Compose(s_recipe.Arguments([], ("tasks", path))));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Equal((path, line), (fault.File, (int)fault.Line));
    }

    [Theory]
    [InlineData("0.5,0.4", "sum to 0.9")]
    [InlineData("half", "shares with commas")]
    public void Shares_of_demonstrations_make_one(string shares, string says)
    {
        Write();
        var fault = Assert.Throws<RecipeException>(() => s_recipe.Compose(s_recipe.Arguments([], ("tasks", _folder["m.yaml"]), ("demonstrations", shares))));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    private static string[] Tasks(List<JsonElement> records) => [.. records.Select(record => Text(record, "task")).Distinct().Order(StringComparer.Ordinal)];

    private static string Counts(List<JsonElement> records, string field) =>
        string.Join(", ", records.CountBy(record => Text(record, field)).OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}"));

    private static string Text(JsonElement record, string field) => record.GetProperty(field).GetString()!;

    private static string Source(JsonElement record) => Text(record, "src");

    private List<JsonElement> Records(string part) => [.. File.ReadAllLines(_folder[part + ".jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)];

    private void Write()
    {
        (string File, string Task, int Count)[] files =
            [("a", "rte", 40), ("b", "super_glue_rte", 40), ("c", "boolq", 40), ("d", "bool_q", 40), ("e", "arc", 300), ("f", "xsum", 50), ("g", "gigaword", 120), ("h", "titles", 80)];
        foreach (var (file, task, count) in files)
        {
            _folder.Write(file + ".jsonl", string.Concat(Enumerable.Range(0, count).Select(i => $$"""{"src":"{{task}} {{i}}","tgt":"answer {{i}}"}""" + "\n")));
        }

        _folder.Write("m.yaml", Manifest);
    }

    private async Task<IReadOnlyList<BuildReport>> Run(params (string, string)[] parameters)
    {
        Write();
        return await s_recipe.RunAsync(s_recipe.Arguments([], [("tasks", _folder["m.yaml"]), .. parameters]), _folder["{split}.jsonl"], cancellationToken: TestContext.Current.CancellationToken);
    }
}
