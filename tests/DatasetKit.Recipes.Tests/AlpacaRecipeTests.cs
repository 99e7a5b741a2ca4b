using System.Text.Json;
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
        Assert.Equal(["Explain Python to a child.", "Name three rivers."], InstructionReply.Read(reply, compat: false).Examples.Select(task => task.Instruction.ToString()));
        Assert.Equal("Explain python to a child.", InstructionReply.Read(reply, compat: true).Examples[0].Instruction.ToString());
        Assert.Equal("cut off", InstructionReply.Read(Reply("x", "length"), compat: false).Reason);
    }

    private const string MergedTasks = "DK2005";

    private static Example Reply(string text, string finish) => Example.Instruct("p", text).WithMetadata(Metadata.None.With("finish_reason", JsonValue.From(finish)));

    private static HashSet<string> Codes(RuleSet rules, Example example) => [.. rules.Check(example).Select(finding => finding.Code)];

    private static string Dropped(BuildReport report, string step) => string.Join(", ", report.Steps.Single(one => one.Name == step).Dropped.Select(reason => $"{reason.Key}: {reason.Value}"));
}
