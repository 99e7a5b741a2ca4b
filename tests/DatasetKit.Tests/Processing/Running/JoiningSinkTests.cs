using System.Text.Json.Nodes;

namespace DatasetKit.Tests.Processing.Running;

public sealed class JoiningSinkTests : IDisposable
{
    private const string Task = """{"id":"t1","name":"sums","instruction":"Add.","instances":[{"input":"1 1","output":"2"},{"input":"2 2","output":4},{"input":"3 3","output":"6","hard":true}],"is_classification":false}""";
    private const string Other = """{"id":"t2","name":"sums","instruction":"Add.","instances":[{"input":"","output":"0"}],"is_classification":false}""";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_examples_of_one_record_become_one_record_again_and_a_bad_part_is_rejected_by_itself()
    {
        var report = await Run(RecordFormat.Find("self-instruct")!);

        Assert.Equal(new Ledger(2, 2, 2, 1, 0, 0, 1), report.Ledger);
        Assert.True(report.Ledger.Balances);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Task.Replace("""{"input":"2 2","output":4},""", "", StringComparison.Ordinal)), JsonNode.Parse(Lines("out.jsonl")[0])));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Other), JsonNode.Parse(Lines("out.jsonl")[1])));
        var reject = JsonNode.Parse(Assert.Single(Lines("out.jsonl.rejects.jsonl")))!;
        Assert.Equal("/instances/1/output", (string?)reject["field"]);
        Assert.Equal("""{"input":"2 2","output":4}""", (string?)reject["raw"]);
    }

    [Fact]
    public async Task In_another_format_each_example_is_a_record()
    {
        var report = await Run(RecordFormat.Alpaca);

        Assert.Equal(new Ledger(2, 2, 3, 1, 0, 0, 0), report.Ledger);
        Assert.Equal(["2", "6", "0"], Lines("out.jsonl").Select(line => (string?)JsonNode.Parse(line)!["output"]));
    }

    [Fact]
    public async Task An_example_that_is_left_out_leaves_the_others_of_its_record_together()
    {
        var report = await Run(RecordFormat.Find("self-instruct")!, example => example.Input != "1 1");

        Assert.Equal(new Ledger(2, 2, 2, 1, 1, 0, 0), report.Ledger);
        Assert.Equal(["6", "0"], Lines("out.jsonl").Select(line => (string?)JsonNode.Parse(line)!["instances"]![0]!["output"]));
    }

    [Fact]
    public async Task A_step_that_holds_examples_back_gives_them_their_record_again()
    {
        await File.WriteAllTextAsync(At("in.jsonl"), Other + "\n" + Task + "\n", TestContext.Current.CancellationToken);
        var report = await Dataset.Read(At("in.jsonl")).Shuffle(3).WriteAsync(At("out.jsonl"), RecordFormat.Find("self-instruct")!, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(report.Ledger.Balances);
        Assert.Equal(3, Lines("out.jsonl").Sum(line => JsonNode.Parse(line)!["instances"]!.AsArray().Count));
    }

    private async Task<BuildReport> Run(RecordFormat target, Func<Example, bool>? keep = null)
    {
        await File.WriteAllTextAsync(At("in.jsonl"), Task + "\n" + Other + "\n", TestContext.Current.CancellationToken);
        return await Dataset.Read(At("in.jsonl")).Where(keep ?? (_ => true)).WriteAsync(At("out.jsonl"), target, cancellationToken: TestContext.Current.CancellationToken);
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private string[] Lines(string name) => File.ReadAllLines(At(name));
}
