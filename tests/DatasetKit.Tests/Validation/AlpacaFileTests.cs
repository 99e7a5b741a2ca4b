using System.Text.Json;

namespace DatasetKit.Tests.Validation;

/// <summary>A published file through all rules.</summary>
public class AlpacaFileTests
{
    [Fact]
    public void The_faults_of_the_first_5000_Alpaca_records_are_those_that_were_counted()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.PathOf("data", "alpaca", "alpaca_5000.json")));
        var context = new RuleContext();
        var found = new List<(int Index, string Code, string? Field)>();
        var index = 0;
        foreach (var record in file.RootElement.EnumerateArray())
        {
            RuleSet.Default.Check(Formats.Convert.ReadGood(RecordFormat.Alpaca, record.GetRawText()), context);
            found.AddRange(context.Findings.Select(finding => (index, finding.Code, finding.Field)));
            index++;
        }

        Assert.Equal([2335, 4658], found.Where(f => f.Code == "DK1002").Select(f => f.Index));
        Assert.Equal([2710, 2930, 3493, 4052], found.Where(f => f.Code == "DK2005").Select(f => f.Index));
        Assert.Equal(59, found.Count(f => f is { Code: "DK2001", Field: "input" }));
        Assert.Equal(3, found.Count(f => f is { Code: "DK2002", Field: "input" }));
        Assert.DoesNotContain(found, f => f.Code is not ("DK1002" or "DK2001" or "DK2002" or "DK2005"));
    }
}
