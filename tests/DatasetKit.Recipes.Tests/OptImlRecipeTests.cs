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
    public void Source_and_target_are_joined_by_one_space_and_the_target_is_trained_with_the_end()
    {
        var rendered = PromptTemplate.Find("opt-iml")!.Render(Example.Instruct(" Is it?  ", "Yes \n"));
        Assert.Equal(" Is it? Yes</s>", rendered.Text);
        var loss = Assert.Single(rendered.Loss);
        Assert.Equal("Yes</s>", rendered.Text[loss.Start..loss.End]);
    }

    /// <summary>metaseq:metaseq/tasks/streaming_finetune_language_modeling.py: data/{split}/{00,01,…}/{corpus}.jsonl.</summary>
    [Fact]
    public async Task The_output_may_be_the_tree_that_metaseq_reads_with_a_folder_for_each_epoch_and_a_file_for_each_task()
    {
        Write();
        var reports = await s_recipe.RunAsync(
            s_recipe.Arguments([], ("tasks", _folder["m.yaml"]), ("total", "100"), ("shards", "3")), _folder["data/{split}/{shard}/{corpus}.jsonl"], cancellationToken: TestContext.Current.CancellationToken);

        var files = Directory.GetFiles(_folder["data"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder["data"], file).Replace('\\', '/')).Order(StringComparer.Ordinal).ToList();
        Assert.Contains("held-out-category/00/flan__rte.jsonl", files);
        Assert.Contains("held-out-task/00/p3__bool_q.jsonl", files);
        Assert.Contains("held-out-instance/00/flan__arc.jsonl", files);
        Assert.Equal(12, files.Count(file => file.StartsWith("train/", StringComparison.Ordinal)));
        Assert.Contains("train/02/sni__titles.jsonl", files);
        Assert.All(files, file => Assert.NotEqual(0, new FileInfo(_folder["data/" + file]).Length));
        var train = files.Where(file => file.StartsWith("train/", StringComparison.Ordinal)).SelectMany(file => File.ReadLines(_folder["data/" + file])).ToList();
        Assert.Equal((100, 100), (train.Count, reports[0].Ledger.Written));
        // By turns: the shards of a corpus differ by one example at most.
        var arc = Enumerable.Range(0, 3).Select(shard => File.ReadLines(_folder[$"data/train/0{shard}/flan__arc.jsonl"]).Count()).ToList();
        Assert.True(arc.Max() - arc.Min() <= 1);
    }

    [Fact]
    public async Task Shards_without_a_place_for_them_stop_the_run()
    {
        var fault = await Assert.ThrowsAsync<RecipeException>(() => Run(("shards", "2")));
        Assert.Contains("{shard}", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>arXiv 2212.12017: pre-training text 5 %, reasoning 1 %, dialogue 0.5 %.</summary>
    [Fact]
    public async Task Text_reasoning_and_dialogue_are_mixed_in_by_their_shares_of_the_whole()
    {
        Write();
        _folder.Write("books.jsonl", string.Concat(Enumerable.Range(0, 30).Select(i => $$"""{"text":"chapter {{i}}"}""" + "\n")));
        _folder.Write("chains.jsonl", string.Concat(Enumerable.Range(0, 30).Select(i => $$"""{"src":"why {{i}}","tgt":"because"}""" + "\n")));
        _folder.Write("m.yaml", Manifest + "extras:\n  pretraining: {share: 0.05, files: books.jsonl}\n  reasoning: {share: 0.01, files: chains.jsonl}\n");

        await s_recipe.RunAsync(s_recipe.Arguments([], ("tasks", _folder["m.yaml"]), ("total", "1000"), ("demonstrations", "0,1")), _folder["{split}.jsonl"], cancellationToken: TestContext.Current.CancellationToken);

        var train = Records("train");
        Assert.Equal("flan 470, p3 282, pretraining 50, reasoning 10, sni 188", Counts(train, "benchmark"));
        Assert.All(train.Where(record => Text(record, "benchmark") == "pretraining"), record => Assert.Equal(("", false), (Source(record), record.TryGetProperty("n_shots", out _))));
        Assert.DoesNotContain(s_parts[1..].SelectMany(Records), record => Text(record, "benchmark") is "pretraining" or "reasoning");
    }

    [Theory]
    [InlineData("before", "Shorten.\nA text 1")]
    [InlineData("after", "A text 1\nShorten.")]
    public async Task The_instruction_stands_before_or_after_the_instance(string place, string source)
    {
        WriteStyles("");
        await s_recipe.RunAsync(s_recipe.Arguments([], ("tasks", _folder["s.yaml"]), ("instruction-place", place), ("instance-share", "0")), _folder["{split}.jsonl"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains(Records("train"), record => Source(record) == source && Text(record, "template") == place);
    }

    [Fact]
    public async Task Either_place_and_several_templates_are_drawn_for_each_example_and_the_count_stays_that_of_the_task()
    {
        WriteStyles("");
        await s_recipe.RunAsync(s_recipe.Arguments([], ("tasks", _folder["s.yaml"]), ("instruction-place", "either"), ("instance-share", "0")), _folder["{split}.jsonl"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["after", "before"], Records("train").Select(record => Text(record, "template")).Distinct().Order(StringComparer.Ordinal));

        WriteStyles(", templates: [\"{input} {instruction}\", \"Task: {instruction} Given: {input}\", \"{input}\"]");
        await s_recipe.RunAsync(
            s_recipe.Arguments([], ("tasks", _folder["s.yaml"]), ("instance-share", "0"), ("eta", "40")), _folder["{split}.jsonl"], options: new WriteOptions { Force = true }, cancellationToken: TestContext.Current.CancellationToken);
        var train = Records("train");
        Assert.Equal(["0", "1", "2"], train.Select(record => Text(record, "template")).Distinct().Order(StringComparer.Ordinal));
        // Three templates do not make three tasks of it: η is for the task.
        Assert.Equal(40, train.Count);
        Assert.All(train.Where(record => Text(record, "template") == "1"), record => Assert.StartsWith("Task: Shorten. Given: A text", Source(record), StringComparison.Ordinal));
    }

    /// <summary>An input is part of the question, also behind demonstrations.</summary>
    [Fact]
    public async Task Demonstrations_keep_the_input_of_a_question()
    {
        WriteStyles("");
        await s_recipe.RunAsync(s_recipe.Arguments([], ("tasks", _folder["s.yaml"]), ("demonstrations", "0,1"), ("instance-share", "0")), _folder["{split}.jsonl"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.All(Records("train"), record => Assert.Matches("^(Shorten\\.\nA text \\d+ short \\d+\n\n)?Shorten\\.\nA text \\d+$", Source(record)));
    }

    [Theory]
    [InlineData("benchmarks: {flan: 1}\ntasks:\n  - {benchmark: flan, category: qa, task: t, files: a.jsonl}\nextras:\n  text: {share: 1.5, files: a.jsonl}", 5, "above 0 and below 1")]
    [InlineData("benchmarks: {flan: 1}\ntasks:\n  - {benchmark: flan, category: qa, task: t, files: a.jsonl, templates: [Answer.]}", 3, "{instruction} or {input}")]
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

    private void WriteStyles(string templates)
    {
        _folder.Write("s.jsonl", string.Concat(Enumerable.Range(1, 60).Select(i => $$"""{"instruction":"Shorten.","input":"A text {{i}}","output":"short {{i}}"}""" + "\n")));
        _folder.Write("s.yaml", $"benchmarks: {{own: 1}}\ntasks:\n  - {{benchmark: own, category: summarization, task: short, files: s.jsonl{templates}}}\n");
    }

    private async Task<IReadOnlyList<BuildReport>> Run(params (string, string)[] parameters)
    {
        Write();
        return await s_recipe.RunAsync(s_recipe.Arguments([], [("tasks", _folder["m.yaml"]), .. parameters]), _folder["{split}.jsonl"], cancellationToken: TestContext.Current.CancellationToken);
    }
}
