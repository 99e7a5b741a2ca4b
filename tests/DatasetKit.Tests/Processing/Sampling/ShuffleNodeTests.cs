using static DatasetKit.Tests.Processing.ListSink;

namespace DatasetKit.Tests.Processing;

public class ShuffleNodeTests
{
    [Fact]
    public void Every_example_comes_out_once_in_an_order_that_only_the_seed_decides()
    {
        var (first, ledger) = Run(Numbers(1000).Shuffle(7));
        Assert.Equal(Enumerable.Range(0, 1000), NumbersOf(first).Order());
        Assert.NotEqual(Enumerable.Range(0, 1000), NumbersOf(first));
        Assert.Equal(1000, ledger.Written);
        Assert.Equal(NumbersOf(first), NumbersOf(Run(Numbers(1000).Shuffle(7), heldBytes: 500).Examples));
        Assert.NotEqual(NumbersOf(first), NumbersOf(Run(Numbers(1000).Shuffle(8)).Examples));
    }

    [Fact]
    public void Every_example_may_come_first()
    {
        var firsts = Enumerable.Range(0, 200).Select(seed => NumbersOf(Run(Numbers(5).Shuffle(seed)).Examples)[0]).CountBy(first => first).ToDictionary();
        Assert.Equal(5, firsts.Count);
        Assert.All(firsts.Values, count => Assert.InRange(count, 20, 65));
    }

    [Fact]
    public void What_is_not_taken_of_a_shuffled_dataset_is_counted()
    {
        var (taken, ledger) = Run(Numbers(100).Shuffle(1).Take(10));
        Assert.Equal((10, 10L, 90L), (taken.Count, ledger.Written, ledger.Filtered));
        Assert.Equal(90, Run(Numbers(100).Shuffle(1), heldBytes: 100, most: 10).Ledger.Filtered);
    }

    [Fact]
    public void Nothing_shuffled_is_nothing() => Assert.Empty(Run(Numbers(0).Shuffle(1)).Examples);

    [Fact]
    public async Task A_record_that_is_rejected_after_it_was_held_has_its_raw_bytes_and_its_place()
    {
        using var folder = new TempFolder();
        const string bad = """{"instruction":"a","input":"","output":"b","history":[["x","y"]]}""";
        await File.WriteAllTextAsync(folder["in.jsonl"], $$"""{"instruction":"1","output":"2"}{{"\n"}}{{bad}}{{"\n"}}{"instruction":"3","output":"4"}{{"\n"}}""", TestContext.Current.CancellationToken);
        var report = await Dataset.Read(folder["in.jsonl"]).Shuffle(3).WriteAsync(folder["out.jsonl"], RecordFormat.Dolly, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((2L, 1L), (report.Ledger.Written, report.Ledger.Rejected));
        var reject = JsonValue.Parse((await File.ReadAllTextAsync(report.RejectsPath!, TestContext.Current.CancellationToken)).TrimEnd());
        Assert.Equal((bad, "2", (bad.Length + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)), (reject["raw"].Text.ToString(), reject["line"].ToString(), reject["length"].ToString()));
    }
}
