using System.Text.Json;

namespace DatasetKit.Recipes.Tests;

public sealed class Gpt4LlmRecipeTests : IDisposable
{
    private const string Scored = """
        [{"user_input":"q1","responses_and_scores":[{"response":"a","source":"gpt4","score":9},{"response":"b","source":"davinci","score":7.5},{"response":"c","source":"icm","score":2.0}]},
         {"user_input":"q2","responses_and_scores":[{"response":"a","source":"gpt4","score":8.0},{"response":"b","source":"davinci","score":8},{"response":"c","source":"icm","score":0}]},
         {"user_input":"q3","responses_and_scores":[{"response":"甲","source":"gpt4","score":9.0},{"response":"乙","source":"davinci","score":0},{"response":"丙","source":"icm","score":4}]}]
        """;

    private readonly TempFolder _folder = new();
    private readonly Recipe _recipe = Recipe.Find("gpt4-llm")!;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Works_when_both_versions_load_scores_become_strict_pairs_and_Chinese_stays_readable()
    {
        var v2 = _folder.Write("v2.json", Scored);
        var report = Assert.Single(await _recipe.RunAsync(_recipe.Arguments([v2]), _folder["pairs.json"], cancellationToken: TestContext.Current.CancellationToken));

        // Three pairs of three scores; of a tie and a 0 none; of two scores and a 0 one.
        Assert.Equal(4, report.Ledger.Written);
        Assert.Equal(1, report.Steps.Single(step => step.Name == "pairs").Dropped["equal scores"]);
        Assert.Empty(report.Losses);
        using var pairs = JsonDocument.Parse(File.ReadAllBytes(_folder["pairs.json"]));
        Assert.Equal(["q1 a>b", "q1 a>c", "q1 b>c", "q3 甲>丙"], pairs.RootElement.EnumerateArray().Select(pair => $"{pair.GetProperty("user_input")} {pair.GetProperty("completion_a")}>{pair.GetProperty("completion_b")}"));
        Assert.Contains("甲", File.ReadAllText(_folder["pairs.json"]), StringComparison.Ordinal);

        // With 0 as a score there are two more of each task that has one.
        var zeros = Assert.Single(await _recipe.RunAsync(_recipe.Arguments([v2], ("zero-is-missing", "false")), _folder["zeros.json"], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(8, zeros.Ledger.Written);

        // Version 1 is pairs already, and both versions agree as rankings and as chosen and rejected.
        var again = Assert.Single(await _recipe.RunAsync(_recipe.Arguments([_folder["pairs.json"]]), _folder["v1.json"], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(4, again.Ledger.Written);
        Assert.Equal(File.ReadAllBytes(_folder["pairs.json"]), File.ReadAllBytes(_folder["v1.json"]));
        await Dataset.Read(v2).WriteAsync(_folder["ranked.jsonl"], RecordFormat.Find("ranking")!, new WriteOptions { Extra = ExtraPolicy.Keep }, TestContext.Current.CancellationToken);
        await Dataset.Read(_folder["ranked.jsonl"]).WriteAsync(_folder["back.json"], RecordFormat.Find("gpt4-llm")!, new WriteOptions { Extra = ExtraPolicy.Keep }, TestContext.Current.CancellationToken);
        Assert.Equal(4, Assert.Single(await _recipe.RunAsync(_recipe.Arguments([_folder["back.json"]]), _folder["third.json"], cancellationToken: TestContext.Current.CancellationToken)).Ledger.Written);

        // Each instance of an unnatural instruction is a task; constraints that say nothing are none.
        var unnatural = _folder.Write("core.jsonl", """{"instruction":"Name it.","instances":[{"input":"a","instruction_with_input":"Name it. a","constraints":"One word.","output":"x"},{"input":"b","instruction_with_input":"Name it. b","constraints":"None","output":"y"}]}""" + "\n");
        await _recipe.RunAsync(_recipe.Arguments([unnatural], ("stage", "requests")), _folder["unnatural.jsonl"], cancellationToken: TestContext.Current.CancellationToken);
        var asked = Dataset.Read(_folder["unnatural.jsonl"], RecordFormat.PromptCompletion).ToBlockingEnumerable(TestContext.Current.CancellationToken).Select(request => request.Instruction.ToString()).ToList();
        Assert.Equal([true, false], asked.Select(request => request.Contains("One word.", StringComparison.Ordinal)));
        Assert.All(asked, request => Assert.DoesNotContain("None", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pairs")]
    [InlineData("scores")]
    public async Task What_has_no_answers_to_compare_is_rejected_and_not_left_out(string stage)
    {
        var tasks = _folder.Write("tasks.json", """[{"instruction":"a","input":"","output":"b"}]""");
        var report = Assert.Single(await _recipe.RunAsync(_recipe.Arguments([tasks], ("stage", stage)), _folder["out.json"], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal((1, 0, 1), (report.Ledger.Read, report.Ledger.Filtered, report.Ledger.Rejected));
        Assert.Equal("DK1016", Assert.Single(report.Findings).Diagnostic.Code);
    }

    [Theory]
    [InlineData("requests")]
    [InlineData("translate")]
    public async Task What_is_no_task_is_rejected_and_not_left_out(string stage)
    {
        var records = _folder.Write("mixed.jsonl", """
            {"instruction":"a","input":"","output":"b"}
            {"messages":[{"role":"user","content":"c"},{"role":"assistant","content":"d"}]}
            {"text":"a plain text"}

            """);
        var report = Assert.Single(await _recipe.RunAsync(_recipe.Arguments([records], ("stage", stage)), _folder["out.jsonl"], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal((3, 1, 2), (report.Ledger.Read, report.Ledger.Written, report.Ledger.Rejected));
    }

    [Fact]
    public async Task Tasks_become_requests_and_answers_come_back_into_them()
    {
        var tasks = _folder.Write("tasks.json", """[{"instruction":"写一首诗","input":"","output":""},{"instruction":"Say it in French.","input":"good day","output":"x"},{"instruction":"nobody","input":"","output":"x"}]""");
        await _recipe.RunAsync(_recipe.Arguments([tasks], ("stage", "requests")), _folder["requests.jsonl"], cancellationToken: TestContext.Current.CancellationToken);
        var requests = Dataset.Read(_folder["requests.jsonl"], RecordFormat.PromptCompletion).ToBlockingEnumerable(TestContext.Current.CancellationToken).Select(request => request.Instruction.ToString()).ToList();
        Assert.Equal("Below is an instruction that describes a task, paired with an input that provides further context. Write a response that appropriately completes the request.\n\n### Instruction:\nSay it in French.\n\n### Input:\ngood day\n\n### Response:", requests[1]);

        _folder.Write("replies.jsonl", string.Concat(requests.Take(2).Zip(["江河水", "bonjour"]).Select(pair => JsonSerializer.Serialize(new { prompt = pair.First, completion = pair.Second }) + "\n")));
        var report = Assert.Single(await _recipe.RunAsync(_recipe.Arguments([tasks], ("stage", "answers"), ("replies", _folder["replies.jsonl"])), _folder["answers.json"], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(1, report.Steps.Single(step => step.Name == "answer").Dropped["no reply yet"]);
        Assert.Contains("\"instruction\":\"写一首诗\",\"input\":\"\",\"output\":\"江河水\"", File.ReadAllText(_folder["answers.json"]), StringComparison.Ordinal);
        Assert.Throws<RecipeException>(() => _recipe.Compose(_recipe.Arguments([tasks], ("stage", "answers"))));
    }

    [Fact]
    public async Task Answers_of_several_models_are_collected_judged_and_made_pairs()
    {
        var gpt4 = _folder.Write("gpt4.json", """[{"instruction":"写一首诗","input":"","output":"江河水"},{"instruction":"Say it.","input":"bon","output":"good"},{"instruction":"alone","input":"","output":"x"}]""");
        var davinci = _folder.Write("davinci.json", """[{"instruction":"Say it.","input":"bon","output":"fine"},{"instruction":"写一首诗","input":"","output":"山"}]""");
        var opt = _folder.Write("opt-iml.json", """[{"instruction":"Say it.","input":"bon","output":" "},{"instruction":"写一首诗","input":"","output":"no"}]""");

        var collected = Assert.Single(await _recipe.RunAsync(_recipe.Arguments([gpt4, davinci, opt], ("stage", "collect")), _folder["collected.json"], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(1, Step(collected, "collect").Dropped["fewer than two answers"]);
        Assert.Empty(collected.Losses);
        Assert.Contains("\"responses_and_scores\":[{\"response\":\"江河水\",\"source\":\"gpt4\"},{\"response\":\"山\",\"source\":\"davinci\"},{\"response\":\"no\",\"source\":\"opt-iml\"}]", File.ReadAllText(_folder["collected.json"]), StringComparison.Ordinal);

        // The judge is asked once for each task; what it says is read.
        await _recipe.RunAsync(_recipe.Arguments([_folder["collected.json"]], ("stage", "scores")), _folder["requests.jsonl"], cancellationToken: TestContext.Current.CancellationToken);
        var requests = Prompts("requests.jsonl");
        Assert.Equal([3, 2], requests.Select(request => Enumerable.Range(1, 9).Count(i => request.Contains($"Answer {i}:\n", StringComparison.Ordinal))));
        _folder.Write("judged.jsonl", string.Concat(requests.Zip(["9 7.5 2\nreasons", "the first one"]).Select(pair => JsonSerializer.Serialize(new { prompt = pair.First, completion = pair.Second }) + "\n")));
        var scored = Assert.Single(await _recipe.RunAsync(_recipe.Arguments([_folder["collected.json"]], ("stage", "scores"), ("replies", _folder["judged.jsonl"])), _folder["scored.json"], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(1, Step(scored, "score").Dropped["marks cannot be told"]);
        Assert.Contains("{\"response\":\"山\",\"source\":\"davinci\",\"score\":7.5}", File.ReadAllText(_folder["scored.json"]), StringComparison.Ordinal);

        var pairs = Assert.Single(await _recipe.RunAsync(_recipe.Arguments([_folder["scored.json"]]), _folder["pairs.json"], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(3, pairs.Ledger.Written);
        Assert.All((BuildReport[])[collected, scored, pairs], report => Assert.True(report.Ledger.Balances));
    }

    [Fact]
    public async Task Tasks_are_translated_by_recorded_replies()
    {
        var tasks = _folder.Write("tasks.json", """[{"instruction":"Say it.","input":"good day","output":"x"},{"instruction":"Sing.","input":"","output":"x"},{"instruction":"Wait.","input":"","output":"x"}]""");
        await _recipe.RunAsync(_recipe.Arguments([tasks], ("stage", "translate"), ("language", "French")), _folder["requests.jsonl"], cancellationToken: TestContext.Current.CancellationToken);
        var requests = Prompts("requests.jsonl");
        Assert.Equal(4, requests.Count);
        Assert.All(requests, request => Assert.Contains("into French", request, StringComparison.Ordinal));

        _folder.Write("replies.jsonl", string.Concat(requests.Take(3).Zip(["Dis-le.", "bonjour", "Chante."]).Select(pair => JsonSerializer.Serialize(new { prompt = pair.First, completion = pair.Second }) + "\n")));
        var report = Assert.Single(await _recipe.RunAsync(
            _recipe.Arguments([tasks], ("stage", "translate"), ("language", "French"), ("replies", _folder["replies.jsonl"])), _folder["fr.json"], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(1, Step(report, "translate").Dropped["no reply yet"]);
        using var written = JsonDocument.Parse(File.ReadAllBytes(_folder["fr.json"]));
        Assert.Equal(["Dis-le.|bonjour|", "Chante.||"], written.RootElement.EnumerateArray().Select(task => $"{task.GetProperty("instruction")}|{task.GetProperty("input")}|{task.GetProperty("output")}"));
    }

    [Fact]
    public void One_file_alone_cannot_be_collected()
    {
        var only = _folder.Write("a.json", "[]");
        Assert.Contains("two files or more", Assert.Throws<RecipeException>(() => _recipe.Compose(_recipe.Arguments([only], ("stage", "collect")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_real_list_of_scores_is_read_score_by_score()
    {
        var counts = new Dictionary<string, int>();
        await foreach (var score in Dataset.Read(SharedFolder.PathOf("data", "gpt4llm", "cmp_data_scores.json")))
        {
            var source = score.Completions[0].Source.ToString();
            counts[source] = counts.GetValueOrDefault(source) + 1;
        }

        Assert.Equal((51_183, 51_428, 51_445), (counts["text-davinci-003"], counts["icm-1.3b"], counts["gpt4"]));
    }

    private static StepReport Step(BuildReport report, string name) => report.Steps.Single(step => step.Name == name);

    private List<string> Prompts(string file) =>
        [.. Dataset.Read(_folder[file], RecordFormat.PromptCompletion).ToBlockingEnumerable(TestContext.Current.CancellationToken).Select(request => request.Instruction.ToString())];
}
