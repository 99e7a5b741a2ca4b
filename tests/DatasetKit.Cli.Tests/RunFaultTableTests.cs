namespace DatasetKit.Cli.Tests;

/// <summary>Every fault of the list that a run can meet, on the tool as it is built; the twins inside the process are DatasetFaultTests and OutputFaultTests.</summary>
public class RunFaultTableTests
{
    private const int CannotBeProvoked = 77;

    /// <summary>The number, and which of its rows.</summary>
    public static TheoryData<int, int> Rows => [.. RunFaultTable.Rows.GroupBy(r => r.Number).SelectMany(g => g.Select((_, i) => (g.Key, i)))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_run_ends_as_the_table_says(int number, int which)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the scripts are written for Linux");
        var row = RunFaultTable.Rows.Where(r => r.Number == number).ElementAt(which);
        using var folder = new Workspace();
        folder.Put("in.csv", "instruction,output\na,b\nc,d\n");
        folder.Put("bad.csv", "instruction,output\na,b\nc\n");
        folder.Put("big.csv", "instruction,output\n" + string.Concat(Enumerable.Repeat("question,an answer of some fifty bytes and a few more\n", 50_000)));
        Assert.SkipWhen(row.Needs is { } program && Tool.Shell(folder.Path, $"command -v {program}").Exit != 0, $"there is no {row.Needs} here");
        Assert.SkipWhen(row.Needs == "strace" && Tool.Shell(folder.Path, "strace -o /dev/null true").Exit != 0, "processes cannot be traced here");

        var result = Tool.Shell(folder.Path, row.Script);

        Assert.SkipWhen(result.Exit == CannotBeProvoked, "this cannot be provoked here");
        Assert.True(row.Exit == result.Exit, $"exit {result.Exit}: {result.Error}{result.Output}");
        Assert.Equal(row.Output, folder.Files.Contains("out.jsonl") ? folder.Read("out.jsonl") : null);
        Assert.Contains(result.Error.Split('\n'), line => line.Contains(row.Says ?? string.Empty, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        if (row.IsSilent)
        {
            Assert.Empty(result.Error);
        }
    }

    [Fact]
    public void Every_fault_of_a_run_has_a_row()
    {
        for (var number = 85; number <= 108; number++)
        {
            Assert.True(RunFaultTable.Rows.Any(row => row.Number == number), $"fault {number} has none");
        }
    }
}
