namespace DatasetKit.Tests;

public sealed class DatasetSplitsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_example_is_in_one_part_and_all_parts_appear()
    {
        var report = await Numbers().Split(train: 0.8, validation: 0.1, test: 0.1).WriteAsync(_folder["{split}.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken);
        var (train, validation, test) = (await Lines("train"), await Lines("validation"), await Lines("test"));
        Assert.Equal((80, 10, 10), (train.Length, validation.Length, test.Length));
        Assert.Equal(100, train.Concat(validation).Concat(test).Distinct().Count());
        Assert.Equal([80, 10, 10], report.Outputs.Select(output => output.Records));
        Assert.Equal(train.OrderBy(Number), train);
        Assert.True(report.Ledger.Balances);
    }

    [Fact]
    public async Task A_function_names_the_part_of_each_example_in_one_pass()
    {
        var place = 0;
        var report = await Numbers().SplitBy(_ => (place++ % 4) switch { 0 => "a", 1 or 2 => "b", _ => null }, "a", "b")
            .WriteAsync(_folder["{split}.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([25, 50], report.Outputs.Select(output => output.Records));
        Assert.Equal((25, 50), ((await Lines("a")).Length, (await Lines("b")).Length));
        Assert.Equal(25, report.Ledger.Filtered);
        Assert.Throws<ArgumentException>(() => Numbers().SplitBy(_ => "a", "a", "a"));
        Assert.Throws<ArgumentException>(() => Numbers().SplitBy(_ => "a"));
    }

    [Fact]
    public async Task A_part_that_exists_stops_all()
    {
        await File.WriteAllTextAsync(_folder["validation.jsonl"], "old", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<OutputException>(() => Numbers().Split(0.9, 0.1).WriteAsync(_folder["{split}.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken));
        Assert.False(File.Exists(_folder["train.jsonl"]));
    }

    [Fact]
    public async Task Each_part_can_be_shuffled()
    {
        await Numbers().Split(0.9, 0.1, 0, new SplitOptions { Shuffle = true }).WriteAsync(_folder["{split}.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken);
        var train = await Lines("train");
        Assert.NotEqual(train.OrderBy(Number), train);
    }

    [Fact]
    public async Task Groups_and_strata_come_from_fields()
    {
        var options = new SplitOptions { GroupBy = ExampleKey.Fields("category") };
        await Numbers().Split(0.5, 0.5, 0, options).WriteAsync(_folder["{split}.jsonl"], RecordFormat.Dolly, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty((await Lines("train")).Select(Category).Intersect((await Lines("validation")).Select(Category)));
    }

    [Fact]
    public async Task A_field_that_no_example_has_is_refused()
    {
        var splits = Numbers().Split(0.5, 0.5, 0, new SplitOptions { StratifyBy = ExampleKey.Fields("nothing") });
        Assert.Contains("nothing", (await Assert.ThrowsAsync<MappingException>(() => splits.WriteAsync(_folder["{split}.jsonl"], RecordFormat.Dolly, cancellationToken: TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shares_that_do_not_make_one_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Numbers().Split(0.9));
        Assert.Throws<ArgumentException>(() => Numbers().Split(1.1, -0.1));
        Assert.Throws<ArgumentException>(() => Numbers().Split(1, 0, 0, new SplitOptions { GroupBy = ExampleKey.Prompt, StratifyBy = ExampleKey.Prompt }));
    }

    private static Dataset Numbers() => Dataset.From(Enumerable.Range(0, 100).Select(i => Example.Instruct("I", $"{i}").WithCategory($"c{i % 7}")));

    private Task<string[]> Lines(string part) => File.ReadAllLinesAsync(_folder[part + ".jsonl"], TestContext.Current.CancellationToken);

    private static int Number(string line) => int.Parse(JsonValue.Parse(line)["output"].Text.ToString(), System.Globalization.CultureInfo.InvariantCulture);

    private static string Category(string line) => JsonValue.Parse(line)["category"].Text.ToString();
}
