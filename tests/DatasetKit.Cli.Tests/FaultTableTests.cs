using System.Text;
using System.Text.Json;

namespace DatasetKit.Cli.Tests;

/// <summary>Every fault of the list, on the tool as it is built: code, place, exit and what is written.</summary>
public class FaultTableTests
{
    /// <summary>Numbers of the fault list that concern later work, by what they wait for.</summary>
    private static readonly (int From, int To, string Reason)[] Elsewhere =
    [
        (69, 69, "the two-systems rule is held by the tests of the rules"),
        (70, 72, "held by the tests of the rules DK6001 to DK6003"),
        (76, 78, "media come with the multimodal formats"),
        (80, 84, "duplicates, leakage, budgets and secrets come with their issues"),
    ];

    /// <summary>The number, and which of its rows.</summary>
    public static TheoryData<int, int> Rows => [.. FaultTable.Rows.GroupBy(r => r.Number).SelectMany(g => g.Select((_, i) => (g.Key, i)))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_fault_ends_as_the_table_says(int number, int which)
    {
        var row = FaultTable.Rows.Where(r => r.Number == number).ElementAt(which);
        using var folder = new Workspace();
        folder.Put("in." + row.Extension, row.Input);
        var result = Tool.Run(folder.Path, ["convert", "in." + row.Extension, "--to", row.To, "-o", "out.jsonl", .. row.Options ?? []]);
        Assert.True(row.Exit == result.Exit, $"exit {result.Exit}: {result.Error}");
        if (row.Code is not null)
        {
            var place = $"in.{row.Extension}{(row.Line > 0 ? $":{row.Line}" : string.Empty)}{(row.Column > 0 ? $":{row.Column}" : string.Empty)}";
            Assert.Contains(result.Error.Split('\n'), l => l.StartsWith(place, StringComparison.Ordinal) && l.Contains(row.Code, StringComparison.Ordinal));
        }

        if (row.Says is not null)
        {
            Assert.Contains(row.Says, result.Error, StringComparison.Ordinal);
        }

        if (row.Exit is 2 or 3)
        {
            Assert.Equal(["in." + row.Extension], folder.Files);
        }
        else if (row.Written is { } written)
        {
            Assert.Equal(written, folder.Read("out.jsonl").Count(c => c == '\n'));
        }

        // L12: exit 0 only if nothing was rejected.
        Assert.Equal(row.Exit == 1, folder.Files.Contains("out.jsonl.rejects.jsonl"));
        if (row.Exit == 1)
        {
            AssertRejects(row.Input, row.Code!, folder.Read("out.jsonl.rejects.jsonl"));
        }
    }

    /// <summary>The bad record stands there with its reason and its raw bytes, which are those of its place.</summary>
    private static void AssertRejects(byte[] input, string code, string rejects)
    {
        var codes = new List<string?>();
        foreach (var line in rejects.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var reject = JsonDocument.Parse(line);
            codes.Add(reject.RootElement.GetProperty("code").GetString());
            var raw = reject.RootElement.TryGetProperty("raw_base64", out var coded) ? coded.GetBytesFromBase64() : Encoding.UTF8.GetBytes(reject.RootElement.GetProperty("raw").GetString()!);
            var start = reject.RootElement.GetProperty("byte").GetInt32();
            Assert.Equal(raw, input[start..(start + raw.Length)]);
            Assert.NotEmpty(raw);
            Assert.NotEmpty(reject.RootElement.GetProperty("message").GetString()!);
        }

        Assert.Contains(code, codes);
    }

    [Fact]
    public void Every_fault_of_an_input_has_a_row_or_a_reason()
    {
        for (var number = 1; number <= 84; number++)
        {
            Assert.True(FaultTable.Rows.Any(r => r.Number == number) || Elsewhere.Any(e => e.From <= number && number <= e.To), $"fault {number} has neither");
        }
    }
}
