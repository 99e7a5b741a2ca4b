namespace DatasetKit.Tests.IO;

public sealed class TableContainerTests
{
    [Fact]
    public async Task Rows_become_records_and_a_blank_one_is_none()
    {
        using var folder = new TempFolder();
        var report = await Convert(folder, [["instruction", "output"], ["Q", "A é😀"], [], ["R", "B"]]);

        Assert.Equal((2, 2), (report.Ledger.Read, report.Ledger.Written));
        Assert.Equal("""{"instruction":"Q","input":"","output":"A é😀"}""", File.ReadLines(folder["out.jsonl"]).First());
    }

    [Theory]
    [InlineData('\ud83d')]
    [InlineData('\ude00')]
    public async Task Half_a_surrogate_pair_is_named_with_its_cell_and_never_replaced(char half)
    {
        using var folder = new TempFolder();
        var fault = await Assert.ThrowsAsync<InputException>(() => Convert(folder, [["instruction", "output"], ["Q", $"a{half}"]]));

        Assert.Contains("half a surrogate pair", fault.Message, StringComparison.Ordinal);
        Assert.Equal((2L, 2), (fault.Finding.Location.Line, fault.Finding.Location.Column));
    }

    private static async Task<BuildReport> Convert(TempFolder folder, string[][] rows)
    {
        File.WriteAllText(folder["a.rows"], "rows");
        return await Dataset.Read(folder["a.rows"], new ReadOptions { Containers = [new Rows(rows)] })
            .WriteAsync(folder["out.jsonl"], RecordFormat.Alpaca, cancellationToken: TestContext.Current.CancellationToken);
    }

    private sealed class Rows(string[][] rows) : TableContainer
    {
        public override string Name => "rows";

        public override bool Matches(string path, ReadOnlySpan<byte> head) => head.StartsWith("rows"u8);

        public override IEnumerable<IReadOnlyList<string>> ReadRows(Stream stream) => rows;
    }
}
