using DatasetKit.Processing;
using DatasetKit.Reports;

namespace DatasetKit.Tests.Reports;

public sealed class TokenReportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(200, 40)]
    [InlineData(80, 40)]
    [InlineData(40, 25)]
    [InlineData(3, 8)]
    public async Task Bars_are_no_longer_than_the_line_of_the_terminal_allows(int columns, int longest)
    {
        var report = await Dataset.From([Example.PlainText("a")]).WriteAsync(_folder["out.jsonl"], RecordFormat.PlainText, cancellationToken: TestContext.Current.CancellationToken);
        var statistics = new TokenStatistics(TokenCounter.OfTexts(Tokenizer.R50kBase), []);
        for (var i = 0; i < 150; i++)
        {
            statistics.Add(Example.PlainText("a"), new TokenCount(i < 100 ? 1 : 5, 0));
        }

        var lines = TokenReport.AsText([statistics], PriceTable.Embedded, 1, report, columns).Split('\n').Where(line => line.Contains('█', StringComparison.Ordinal)).ToList();

        Assert.Equal([longest, (longest + 1) / 2], lines.Select(line => line.Count(c => c == '█')));
        Assert.All(lines, line => Assert.True(columns < 30 || line.Length <= columns));
    }
}
