using System.Text;
using System.Text.Json.Nodes;

namespace DatasetKit.Repository.Tests;

/// <summary>
/// docs/formats/README.md says for every pair of formats what becomes of the fixtures' records of one in the other: it is generated from what the library does.
/// </summary>
public class FormatMatrixTests
{
    private const string Table = "docs/formats/README.md";

    [Fact]
    public async Task The_table_of_formats_says_what_every_pair_does()
    {
        using var folder = new TempFolder();
        var text = new StringBuilder(Head);
        foreach (var (number, format) in RecordFormat.Known.Index())
        {
            text.Append($"| {number + 1} | [{format.Name}]({format.Name}.md) | {format.Description.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        text.Append("\n## From each to each\n\n").Append(Legend).Append("\n| from \\ to |");
        text.AppendJoin('|', RecordFormat.Known.Index().Select(format => $" {format.Index + 1} ")).Append("|\n|---|");
        text.Append(string.Concat(RecordFormat.Known.Select(_ => "---|"))).Append('\n');
        foreach (var (number, from) in RecordFormat.Known.Index())
        {
            string input = Path.Join(folder.Path, "in.jsonl");
            await File.WriteAllLinesAsync(input, Records(from.Name), TestContext.Current.CancellationToken);
            text.Append($"| {number + 1} {from.Name} |");
            foreach (var to in RecordFormat.Known)
            {
                var report = await Dataset.Read(input, from).WriteAsync(
                    Path.Join(folder.Path, "out.jsonl"), to, new WriteOptions { Force = true }, TestContext.Current.CancellationToken);
                Assert.True(report.Ledger.Balances);
                text.Append($" {Cell(report)} |");
            }

            text.Append('\n');
        }

        if (Environment.GetEnvironmentVariable("DATASETKIT_ACCEPT_FORMATS") == "1")
        {
            await File.WriteAllTextAsync(RepositoryFolder.PathOf(Table), text.ToString(), TestContext.Current.CancellationToken);
        }

        Assert.True(text.ToString() == RepositoryFolder.Read(Table), $"{Table} is not what the library does; write it again with DATASETKIT_ACCEPT_FORMATS=1");
    }

    [Fact]
    public void Every_format_has_its_page() =>
        Expect.None(RecordFormat.Known.Select(format => $"docs/formats/{format.Name}.md").Where(page => !File.Exists(RepositoryFolder.PathOf(page))), "write the page");

    private const string Head = """
        # Formats

        Each format is read, written and recognised. Formats know nothing of files: each works in JSON, JSON Lines, CSV and TSV, as far as its values are texts.

        | | format | fields |
        |---|---|---|

        """;

    private const string Legend = """
        What becomes of the records in `tests/DatasetKit.Tests/Formats/Fixtures/` of the format of the row in that of the column, without `--extra keep`:
        `=` all of them, with nothing lost; `~` all of them, with losses that the report names; `x` none, because trained text would be lost (DK1016, with the reason);
        `=x` and `~x` some are, the others are rejected. What is lost is listed on the target's page and in each report; `--extra keep` keeps it.
        This table is generated (`FormatMatrixTests`).

        """;

    private static string Cell(BuildReport report)
    {
        string written = report.Ledger.Written == 0 ? "" : report.Losses.Count == 0 ? "=" : "~";
        return written + (report.Ledger.Rejected > 0 ? "x" : "");
    }

    private static IEnumerable<string> Records(string format) =>
        from path in RepositoryFolder.Files($"tests/DatasetKit.Tests/Formats/Fixtures/{format}", "*.json").Order(StringComparer.Ordinal)
        let fixture = JsonNode.Parse(RepositoryFolder.Read(path))!
        where fixture["rejected"] is null
        select fixture["input"]!.ToJsonString();
}
