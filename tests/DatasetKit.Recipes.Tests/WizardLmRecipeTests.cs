using System.Text.Json;
using DatasetKit.Recipes.Evolution;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Tests;

public sealed class WizardLmRecipeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Works_when_a_scripted_model_evolves_two_epochs_with_lineage_and_both_shapes_round_trip()
    {
        Failed_tasks_go_on_as_they_were_and_each_rule_has_its_reason();
        All_six_operations_are_drawn();
        await Requests_without_a_reply_are_written_and_the_next_run_goes_on();

        var v1 = _folder.Write("v1.json", """[{"instruction":"Add a constraint.\r\nTo this.","output":"Done."},{"instruction":"b","output":""}]""");
        var v2 = _folder.Write("v2.json", """[{"idx":"mQlSpXY","conversations":[{"from":"human","value":"q"},{"from":"gpt","value":"a"}]}]""");
        foreach (var (path, format, named) in ((string, string, RecordFormat?)[])[(v1, "wizardlm", RecordFormat.Find("wizardlm")), (v1, "wizardlm", null), (v2, "wizardlm-v2", null)])
        {
            var report = await (named is null ? Dataset.Read(path) : Dataset.Read(path, named)).WriteAsync(_folder["again.json"], RecordFormat.Find(format)!, new WriteOptions { Force = true }, TestContext.Current.CancellationToken);
            Assert.Empty(report.Losses);
            // Without a name, Alpaca's reader takes the missing input for none: nothing is lost by that.
            Assert.Equal(named is null && format == "wizardlm" ? "alpaca" : format, report.Inputs[0].Format);
            using var before = JsonDocument.Parse(File.ReadAllBytes(path));
            using var after = JsonDocument.Parse(File.ReadAllBytes(_folder["again.json"]));
            Assert.True(JsonElement.DeepEquals(before.RootElement, after.RootElement), format);
        }
    }

    [Fact]
    public void Failed_tasks_go_on_as_they_were_and_each_rule_has_its_reason()
    {
        // What the model makes of a task, what a judge says of it, and what is answered.
        (string Task, string Judgement, string Answer, string? Why)[] script =
        [
            ("A harder task", "Not Equal", "An answer with words in it.", null),
            ("The same task", "Equal", "", "equal to what it was"),
            ("An offensive task", "Not Equal", "I am sorry, I cannot do that.", "refused"),
            ("A silent task", "Not Equal", "The, and... of it!", "says nothing"),
            ("Here is the #Rewritten Prompt#: x", "Not Equal", "", "repeats the request"),
            ("   ", "Not Equal", "", "empty"),
        ];
        var operation = new EvolvingOperation("deepen", new PromptText("evolve {instruction}"));
        foreach (var (task, judgement, answer, why) in script)
        {
            var asked = new List<string>();
            string? Ask(string request)
            {
                asked.Add(request);
                return request == "evolve again" || request.StartsWith("evolve ", StringComparison.Ordinal) ? task : request.StartsWith("judge", StringComparison.Ordinal) ? judgement : answer;
            }

            var outcome = new Evolver([operation], new PromptText("judge {first} {second}"), 2, new Random(1), Ask).Evolve(Example.Instruct("seed", "its answer"));

            Assert.Equal(why is null ? [] : [why, why], outcome.PartsLeftOut);
            Assert.Equal(why is null ? ["seed", task, task] : ["seed"], outcome.Examples.Select(example => example.Instruction.ToString()));
            // The second epoch evolves what the first one made, or the seed again.
            Assert.Equal(["evolve seed", why is null ? "evolve " + task : "evolve seed"], asked.Where(request => request.StartsWith("evolve", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Lineage_names_operation_parent_and_epoch()
    {
        var outcome = new Evolver([new EvolvingOperation("breadth", new PromptText("{instruction}!"))], null, 2, new Random(1), request => request.EndsWith('!') ? request : "some words").Evolve(Example.Instruct("a", "b", "c"));

        Assert.Equal(["0_0", "0_1", "0_2"], outcome.Examples.Select(example => example.Id.ToString()));
        Assert.Equal("a\r\nc", outcome.Examples[0].Instruction.ToString());
        Assert.Equal(["", "0_0", "0_1"], outcome.Examples.Select(example => example.Metadata["parentId"].Text.ToString()));
        Assert.Equal(["seed", "breadth", "breadth"], outcome.Examples.Select(example => example.Metadata["op"].Text.ToString()));
        Assert.Equal(["0", "1", "2"], outcome.Examples.Select(example => example.Metadata["epoch"].Text.ToString()));
    }

    [Fact]
    public async Task Line_ends_of_requests_and_tasks_can_be_made_alike()
    {
        foreach (var name in EvolvingOperation.Names)
        {
            _folder.Write(name + ".txt", "Make it harder:\r\n{instruction}\r\n");
        }

        _folder.Write("judge.txt", "Equal?\r\n{first}{second}");
        var seeds = _folder.Write("seeds.json", """[{"instruction":"a","input":"b","output":"c"}]""");
        var recipe = Recipe.Find("wizardlm")!;
        foreach (var (newlines, expected) in ((string, string)[])[("keep", "Make it harder:\r\na\r\nb\r\n"), ("lf", "Make it harder:\na\nb\n")])
        {
            await recipe.RunAsync(
                recipe.Arguments([seeds], ("prompts", _folder.Path), ("requests", _folder[newlines + ".jsonl"]), ("epochs", "1"), ("newlines", newlines)), _folder[newlines + ".json"], cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(expected, Dataset.Read(_folder[newlines + ".jsonl"], RecordFormat.PromptCompletion).ToBlockingEnumerable(TestContext.Current.CancellationToken).Single().Instruction.ToString());
        }
    }

    [Fact]
    public void All_six_operations_are_drawn()
    {
        var operations = EvolvingOperation.Load("");
        Assert.Equal(6, operations.Count);
        var evolver = new Evolver(operations, null, 2, new Random(42), request => request.Contains("The new task:", StringComparison.Ordinal) ? "another task" : "an answer of words");
        var drawn = Enumerable.Range(0, 200).SelectMany(_ => evolver.Evolve(Example.Instruct("a", "b")).Examples.Skip(1)).GroupBy(example => example.Metadata["op"].Text.ToString()).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(operations.Select(operation => operation.Name).Order(StringComparer.Ordinal), drawn.Keys.Order(StringComparer.Ordinal));
        Assert.All(drawn.Values, count => Assert.InRange(count, 40, 95));
    }

    [Fact]
    public async Task What_is_no_task_is_rejected_and_not_evolved()
    {
        var records = _folder.Write("mixed.jsonl", """
            {"instruction":"Name a river.","input":"","output":"The Elbe."}
            {"messages":[{"role":"user","content":"c"},{"role":"assistant","content":"d"}]}
            {"text":"a plain text"}

            """);
        var recipe = Recipe.Find("wizardlm")!;
        var report = Assert.Single(await recipe.RunAsync(recipe.Arguments([records], ("epochs", "1")), _folder["out.json"], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal((3, 1, 2), (report.Ledger.Read, report.Ledger.Written, report.Ledger.Rejected));
        Assert.Equal("DK1016", Assert.Single(report.Findings).Diagnostic.Code);
    }

    [Fact]
    public async Task Requests_without_a_reply_are_written_and_the_next_run_goes_on()
    {
        var seeds = _folder.Write("seeds.json", """[{"instruction":"Name a river.","input":"","output":"The Elbe."}]""");
        var recipe = Recipe.Find("wizardlm")!;
        var written = 0L;
        for (var round = 0; round < 8; round++)
        {
            (string, string)[] parameters = [("epochs", "2"), ("requests", _folder["requests.jsonl"]), .. round == 0 ? [] : ((string, string)[])[("replies", _folder["replies.jsonl"])]];
            var reports = await recipe.RunAsync(recipe.Arguments([seeds], parameters), _folder["out.json"], options: new WriteOptions { Force = true }, cancellationToken: TestContext.Current.CancellationToken);
            written = reports[0].Ledger.Written;
            if (reports.Count == 1)
            {
                break;
            }

            Assert.True(round < 7, "there are always more requests");
            foreach (var request in Dataset.Read(_folder["requests.jsonl"], RecordFormat.PromptCompletion).ToBlockingEnumerable(TestContext.Current.CancellationToken).ToList())
            {
                var prompt = request.Instruction.ToString();
                var reply = prompt.Contains("Not Equal", StringComparison.Ordinal) ? "Not Equal" : prompt.Contains("The new task:", StringComparison.Ordinal) ? "Name a river, number " + round : "Danube, number " + round;
                File.AppendAllText(_folder["replies.jsonl"], JsonSerializer.Serialize(new { prompt, completion = reply }) + "\n");
            }
        }

        Assert.Equal(3, written);
    }

    [Fact]
    public void With_the_original_words_a_request_is_the_original_request()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.PathOf("golden", "evol_prompts.json")));
        foreach (var operation in golden.RootElement.EnumerateObject())
        {
            var expected = operation.Value.GetString()!;
            var name = operation.Name == "concretizing" ? "concretize" : operation.Name;
            _folder.Write(name + ".txt", expected.Replace("\r\n X \r\n", "\r\n {instruction} \r\n", StringComparison.Ordinal));
            Assert.Equal(expected, PromptText.Load($"wizardlm/{name}.txt", _folder.Path).Fill(("instruction", "X")));
        }
    }

    [Theory]
    [InlineData("Equal", true)]
    [InlineData("equal.", true)]
    [InlineData("Not Equal", false)]
    [InlineData("They are not equal", false)]
    [InlineData("I cannot say", false)]
    public void A_judgement_is_read(string text, bool equal) => Assert.Equal(equal, EliminationRules.SaysEqual(text));

    [Fact]
    public void A_long_answer_that_is_sorry_is_none_that_refuses() =>
        Assert.Null(EliminationRules.OfAnswer("I am sorry. " + string.Concat(Enumerable.Repeat("many words follow ", 30))));
}
