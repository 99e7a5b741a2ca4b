using System.Text.Json;
using System.Text.Json.Nodes;
using DatasetKit.Recipes.SelfInstruct;

namespace DatasetKit.Recipes.Tests;

public sealed class AlpacaRecipeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Works_when_the_5000_records_read_write_and_render_and_scripted_replies_keep_what_is_listed()
    {
        var path = SharedFolder.PathOf("data", "alpaca", "alpaca_5000.json");
        var report = await Dataset.Read(path).WriteAsync(_folder["out.json"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((5000, 5000), (report.Ledger.Read, report.Ledger.Written));
        using var before = JsonDocument.Parse(File.ReadAllBytes(path));
        using var after = JsonDocument.Parse(File.ReadAllBytes(_folder["out.json"]));
        Assert.True(JsonElement.DeepEquals(before.RootElement, after.RootElement));

        var examples = Dataset.Read(path).ToBlockingEnumerable(TestContext.Current.CancellationToken).ToList();
        foreach (var (example, record) in examples.Zip(before.RootElement.EnumerateArray()))
        {
            var (instruction, input, output) = (record.GetProperty("instruction").GetString(), record.GetProperty("input").GetString()!, record.GetProperty("output").GetString());
            var prompt = input.Length > 0
                ? $"Below is an instruction that describes a task, paired with an input that provides further context. Write a response that appropriately completes the request.\n\n### Instruction:\n{instruction}\n\n### Input:\n{input}\n\n### Response:"
                : $"Below is an instruction that describes a task. Write a response that appropriately completes the request.\n\n### Instruction:\n{instruction}\n\n### Response:";
            var rendered = PromptTemplate.Alpaca.Render(example);
            Assert.Equal(prompt + output + "</s>", rendered.Text);
            var span = Assert.Single(rendered.Loss);
            Assert.Equal(output + "</s>", string.Concat(rendered.Text.EnumerateRunes().Skip(span.Start).Take(span.End - span.Start)));
        }

        // The two empty outputs and the four that hold several tasks, of the many things that rules find.
        var rules = RuleSet.Default;
        var found = examples.Select((example, index) => (index, Codes: Codes(rules, example))).ToList();
        Assert.Equal([2335, 4658], found.Where(one => one.Codes.Contains("DK1002")).Select(one => one.index));
        Assert.Equal([2710, 2930, 3493, 4052], found.Where(one => one.Codes.Contains(MergedTasks)).Select(one => one.index));

        await Scripted_replies_keep_and_leave_out_what_is_listed();
    }

    [Fact]
    public async Task Scripted_replies_keep_and_leave_out_what_is_listed()
    {
        var seeds = _folder.Write("seeds.jsonl", """{"id":"seed_task_0","name":"s","instruction":"Write a letter to the mayor of your town.","instances":[{"input":"","output":"Dear mayor"}],"is_classification":false}""" + "\n");
        var replies = _folder.Write("replies.jsonl", JsonSerializer.Serialize(new
        {
            prompt = "p",
            completion = " Write a letter to the mayor of the town.\n4. Input:\n<noinput>\n4. Output:\nlike a seed\n###\n5. Instruction: Name the largest planet of all.\n5. Input:\n< noinput >\n5. Output:\nJupiter\n###\n"
                + "6. Instruction: Name the largest planet of them all.\n6. Input:\n<NOINPUT>\n6. Output:\nlike the one before\n###\n7. Instruction: A title only\n###\n8. Instruction: Make a video of a running dog.\n8. Input:\n\n8. Output:\nno\n###\n"
                + "9. Instruction: 写一首关于大河的诗\n9. Input:\n<noinput>\n9. Output:\n大河\n###\n10. Instruction: Give two reasons for rain.\n10. Input:\n<noinput>\n10. Output:\ncut",
            finish_reason = "length",
        }) + "\n");
        var recipe = Recipe.Find("alpaca")!;

        var report = Assert.Single(await recipe.RunAsync(recipe.Arguments([replies], ("seeds", seeds)), _folder["tasks.json"], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(["Name the largest planet of all."], Dataset.Read(_folder["tasks.json"]).ToBlockingEnumerable(TestContext.Current.CancellationToken).Select(task => task.Instruction.ToString()));
        Assert.Equal("cut off: 1, not instruction, input and output: 1", Dropped(report, "take-apart"));
        Assert.Equal("does not begin with ASCII: 1, needs files, images or sound: 1", Dropped(report, "filter"));
        Assert.Equal("like another: 2", Dropped(report, "new"));
        Assert.All(report.Steps, step => Assert.True(step.Balances));
        Assert.True(report.Ledger.Balances);
    }

    [Fact]
    public void With_the_original_words_a_request_is_the_original_request()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.PathOf("golden", "alpaca_encode_prompt.json")));
        var expected = golden.RootElement.GetProperty("prompt").GetString()!;
        var words = _folder.Write("prompt.txt", expected[..expected.IndexOf("\n###\n1. Instruction", StringComparison.Ordinal)]);
        var seeds = golden.RootElement.GetProperty("seeds").EnumerateArray().Select(seed => Example.Instruct(seed.GetProperty("instruction").GetString(), seed.GetProperty("output").GetString(), seed.GetProperty("input").GetString())).ToList();

        Assert.Equal(expected, Requests.ForTasks(File.ReadAllText(words), seeds));
    }

    [Fact]
    public async Task Requests_are_written_when_there_are_no_replies()
    {
        var seeds = SharedFolder.PathOf("data", "alpaca", "seed_tasks.jsonl");
        var recipe = Recipe.Find("alpaca")!;
        for (var i = 0; i < 2; i++)
        {
            var report = Assert.Single(await recipe.RunAsync(recipe.Arguments([], ("seeds", seeds), ("requests", "7")), _folder[$"requests{i}.jsonl"], cancellationToken: TestContext.Current.CancellationToken));
            Assert.Equal(7, report.Ledger.Written);
        }

        Assert.Equal(File.ReadAllBytes(_folder["requests0.jsonl"]), File.ReadAllBytes(_folder["requests1.jsonl"]));
        Assert.All(File.ReadLines(_folder["requests0.jsonl"]), line => Assert.Contains("###\\n4. Instruction:", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Replies_are_taken_apart_and_filtered_as_Alpaca_does()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.PathOf("golden", "alpaca_parse.json")));
        foreach (var one in golden.RootElement.EnumerateArray())
        {
            var reply = Reply(one.GetProperty("text").GetString()!, one.GetProperty("finish_reason").GetString()!);
            var tasks = new TaskReply(one.GetProperty("numPrompt").GetInt32()).Read(reply).Examples.Where(task => InstructionFilter.WhyNot(task.Instruction.ToString(), media: true, compat: true, english: true) is null);
            Assert.Equal(
                one.GetProperty("result").EnumerateArray().Select(task => (task.GetProperty("instruction").GetString(), task.GetProperty("input").GetString(), task.GetProperty("output").GetString())),
                tasks.Select(task => ((string?)task.Instruction.ToString(), (string?)task.Input.ToString(), (string?)task.Output.ToString())));
        }
    }

    [Fact]
    public void Instances_are_taken_apart_and_filtered_as_Self_Instruct_does()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.PathOf("golden", "selfinstruct_parse.json")));
        foreach (var kind in golden.RootElement.EnumerateObject())
        {
            foreach (var one in kind.Value.EnumerateArray())
            {
                var reply = Reply(one.GetProperty("raw").GetString()!, one.GetProperty("finish").GetString()!);
                reply = reply.WithMetadata(reply.Metadata.With("instruction", JsonValue.From("INS")).With("is_classification", JsonValue.Parse(kind.Name == "classification" ? "true" : "false")));
                Assert.Equal(
                    one.GetProperty("result").EnumerateArray().Select(pair => $"{pair[0]}|{pair[1]}|{pair[2]}").Order(StringComparer.Ordinal),
                    InstanceReply.Read(reply).Examples.Select(task => $"{task.Instruction}|{task.Input}|{task.Output}").Order(StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public void Instructions_keep_their_capitals_unless_compat_is_asked_for()
    {
        var reply = Reply(" explain Python to a child.\n10. Name  three\nrivers.", "stop");
        Assert.Equal(["Explain Python to a child.", "Name three rivers."], InstructionReply.Read(reply, 0, compat: false).Examples.Select(task => task.Instruction.ToString()));
        Assert.Equal("Explain python to a child.", InstructionReply.Read(reply, 0, compat: true).Examples[0].Instruction.ToString());
        Assert.Equal("cut off", InstructionReply.Read(Reply("x", "length"), 0, compat: false).Reason);
    }

    [Fact]
    public async Task Self_Instruct_goes_from_seeds_to_prompts_and_completions()
    {
        var seeds = _folder.Write("seeds.jsonl", string.Concat(Enumerable.Range(0, 9).Select(i => $"{{\"id\":\"s{i}\",\"name\":\"s\",\"instruction\":\"Seed number {i} of nine.\",\"instances\":[{{\"input\":\"\",\"output\":\"o\"}}],\"is_classification\":{(i < 3 ? "true" : "false")}}}\n")));

        // Instructions: eight are shown, and the list goes on with the ninth.
        var asked = await Run("a.jsonl", [], ("stage", "instructions"), ("seeds", seeds), ("requests", "1"));
        Assert.EndsWith("\n9.", asked[0].GetProperty("prompt").GetString(), StringComparison.Ordinal);
        Answer("a.jsonl", "a-answered.jsonl", _ => (" tell the season of a described event.\n10. Seed number 4 of nine.\n11. Write a long letter about nothing.\n12. Draw me a picture of it.", "stop"));
        var made = await Run("b.jsonl", ["a-answered.jsonl"], ("stage", "instructions"), ("seeds", seeds));
        Assert.Equal(["Tell the season of a described event.", "Write a long letter about nothing."], made.Select(line => line.GetProperty("instruction").GetString()));
        Assert.Equal(["instruction", "most_similar", "avg_similarity_score", "metadata", "request_idx"], made[0].EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal).OrderBy(Place));
        Assert.Equal(9, made[0].GetProperty("most_similar").EnumerateObject().Count());
        Assert.Equal((0, "stop"), (made[0].GetProperty("request_idx").GetInt32(), made[0].GetProperty("metadata").GetProperty("finish_reason").GetString()));

        // The next requests show two of those that were made, and nothing like them is new.
        var next = await Run("a2.jsonl", [], ("stage", "instructions"), ("seeds", seeds), ("made", _folder["b.jsonl"]), ("requests", "3"));
        Assert.All(next, request => Assert.Equal((8, 2), (Lines(request).Count, Lines(request).Count(line => !line.Contains("Seed number", StringComparison.Ordinal)))));
        Answer("a2.jsonl", "a2-answered.jsonl", _ => (" Tell the season of the described event.", "stop"));
        Assert.Empty(await Run("b2.jsonl", ["a2-answered.jsonl"], ("stage", "instructions"), ("seeds", seeds), ("made", _folder["b.jsonl"])));

        // Which are classifications: only seeds of that kind are shown when they are asked for.
        var kinds = await Run("a3.jsonl", [], ("stage", "instructions"), ("seeds", seeds), ("classification", "true"), ("requests", "1"));
        Assert.Equal(3, Lines(kinds[0]).Count);
        Assert.Equal(2, (await Run("c.jsonl", [], ("stage", "classification"), ("instructions", _folder["b.jsonl"]))).Count);
        Answer("c.jsonl", "c-answered.jsonl", prompt => (prompt.Contains("season of a", StringComparison.Ordinal) ? " Yes" : " No", "stop"));
        var told = await Run("d.jsonl", ["c-answered.jsonl"], ("stage", "classification"));
        Assert.Equal("""{"instruction":"Tell the season of a described event.","is_classification":" Yes"}""", told[0].GetRawText());

        // Instances: of a classification the label comes first.
        var instances = await Run("e.jsonl", [], ("stage", "instances"), ("instructions", _folder["d.jsonl"]));
        Assert.Equal([true, false], instances.Select(request => request.GetProperty("prompt").GetString()!.Contains("Class label:", StringComparison.Ordinal)));
        Answer("e.jsonl", "e-answered.jsonl", prompt => (prompt.Contains("Class label:", StringComparison.Ordinal)
            ? " Class label: winter\nIt snows.\nClass label: winter\nIt snows.\nClass label: summer"
            : string.Concat(Enumerable.Range(1, 7).Select(i => $"Example {i}\nTopic: {i}\nOutput: letter {i}\n")), "length"));
        var tasks = await Run("f.jsonl", ["e-answered.jsonl"], ("stage", "instances"));
        Assert.Equal(["It snows.|winter", "Topic: 1|letter 1", "Topic: 2|letter 2", "Topic: 3|letter 3", "Topic: 4|letter 4", "Topic: 5|letter 5"], tasks.Select(task => $"{task.GetProperty("input").GetString()}|{task.GetProperty("output").GetString()}"));

        // Self-Instruct's own records say the same.
        _folder.Write("raw.jsonl", """{"instruction":"Tell the season of a described event.","raw_instances":" Class label: winter\nIt snows.\nClass label: sum","instance_metadata":{"response":{"choices":[{"finish_reason":"length"}]}},"instruction_metadata":{},"most_similar":{},"avg_similarity_score":0.1}""" + "\n");
        Assert.Equal("winter", Assert.Single(await Run("g.jsonl", ["raw.jsonl"], ("stage", "instances"), ("instructions", _folder["d.jsonl"]))).GetProperty("output").GetString());

        // What is trained: each task and each seed once, as a prompt and a completion with its end.
        var trained = await Run("h.jsonl", ["f.jsonl", "f.jsonl"], ("stage", "finetune"), ("seeds", seeds), ("max-instances", "5"));
        Assert.InRange(trained.Count, 15, 21);
        Assert.Equal(trained.Count, trained.Select(line => line.GetRawText()).Distinct().Count());
        Assert.All(trained, line => Assert.EndsWith("<|endoftext|>", line.GetProperty("completion").GetString(), StringComparison.Ordinal));

        static int Place(string name) => Array.IndexOf(["instruction", "most_similar", "avg_similarity_score", "metadata", "request_idx"], name);
    }

    [Fact]
    public async Task Regen_json_has_beside_each_task_what_it_is_most_like()
    {
        var seeds = SharedFolder.PathOf("data", "alpaca", "seed_tasks.jsonl");
        var reply = JsonSerializer.Serialize(new { prompt = "p", completion = " Name the largest planet of all.\n4. Input:\n<noinput>\n4. Output:\nJupiter", finish_reason = "stop" });
        _folder.Write("replies.jsonl", reply + "\n");

        var task = Assert.Single(await Run("regen.jsonl", ["replies.jsonl"], ("seeds", seeds), ("similar", "true")));

        Assert.Equal(["instruction", "input", "output", "most_similar_instructions", "avg_similarity_score"], task.EnumerateObject().Select(member => member.Name));
        var similar = task.GetProperty("most_similar_instructions").EnumerateObject().Select(one => one.Value.GetDouble()).ToList();
        Assert.Equal(10, similar.Count);
        Assert.Equal(similar.OrderDescending(), similar);
        Assert.InRange(task.GetProperty("avg_similarity_score").GetDouble(), 0.001, similar[^1]);

        // The file is read as it was written.
        await Dataset.Read(_folder["regen.jsonl"]).WriteAsync(_folder["again.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(File.ReadAllText(_folder["regen.jsonl"]), File.ReadAllText(_folder["again.jsonl"]));
    }

    [Theory]
    [InlineData("name a file of them with instructions", "stage", "classification")]
    [InlineData("name a file of them with instructions", "stage", "instances")]
    [InlineData("needs an input", "stage", "finetune")]
    [InlineData("name a file of them with seeds", "stage", "tasks")]
    public void A_stage_without_what_it_needs_says_what_that_is(string says, string name, string value)
    {
        var recipe = Recipe.Find("alpaca")!;
        Assert.Contains(says, Assert.Throws<RecipeException>(() => recipe.Compose(recipe.Arguments([], (name, value)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replies_that_do_not_say_what_they_are_about_are_rejected()
    {
        _folder.Write("replies.jsonl", "{\"prompt\":\"p\",\"completion\":\" Yes\"}\n{\"prompt\":\"p\",\"completion\":\" perhaps\",\"instruction\":\"i\"}\n");
        var recipe = Recipe.Find("alpaca")!;
        foreach (var stage in (string[])["classification", "instances"])
        {
            var report = Assert.Single(await recipe.RunAsync(recipe.Arguments([_folder["replies.jsonl"]], ("stage", stage)), _folder["out.jsonl"], null, new WriteOptions { Force = true }, TestContext.Current.CancellationToken));
            Assert.Equal((1, 1), (report.Ledger.Rejected, report.Ledger.Filtered));
            Assert.Equal("DK1001", Assert.Single(report.Findings).Diagnostic.Code);
        }
    }

    private const string MergedTasks = "DK2005";

    private static List<string> Lines(JsonElement request) => [.. request.GetProperty("prompt").GetString()!.Split('\n').Where(line => char.IsAsciiDigit(line[0]) && line.Length > 2)];

    private async Task<List<JsonElement>> Run(string output, string[] inputs, params (string Name, string Value)[] parameters)
    {
        var recipe = Recipe.Find("alpaca")!;
        await recipe.RunAsync(recipe.Arguments([.. inputs.Select(input => _folder[input])], parameters), _folder[output], cancellationToken: TestContext.Current.CancellationToken);
        return [.. File.ReadLines(_folder[output]).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private void Answer(string requests, string output, Func<string, (string Text, string Finish)> model)
    {
        var lines = File.ReadLines(_folder[requests]).Select(line =>
        {
            var record = JsonNode.Parse(line)!.AsObject();
            (record["completion"], record["finish_reason"]) = model((string)record["prompt"]!);
            return record.ToJsonString();
        });
        File.WriteAllLines(_folder[output], lines.ToList());
    }

    private static Example Reply(string text, string finish) => Example.Instruct("p", text).WithMetadata(Metadata.None.With("finish_reason", JsonValue.From(finish)));

    private static HashSet<string> Codes(RuleSet rules, Example example) => [.. rules.Check(example).Select(finding => finding.Code)];

    private static string Dropped(BuildReport report, string step) => string.Join(", ", report.Steps.Single(one => one.Name == step).Dropped.Select(reason => $"{reason.Key}: {reason.Value}"));
}
