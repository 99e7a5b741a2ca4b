using System.Text.Json;

namespace DatasetKit.Tests.Validation;

/// <summary>
/// Each file in Fixtures/CODE holds a record, perhaps the template it is meant for, and the findings that are expected: those of
/// the code, and none for the nearest record that is right. A new file needs no code.
/// </summary>
public class FixtureTests
{
    private static readonly string s_root = Path.Combine(AppContext.BaseDirectory, "Validation", "Fixtures");

    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(s_root, "*.json", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(s_root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_record_has_the_findings_that_its_fixture_names(string file)
    {
        using var fixture = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_root, file)));
        var template = fixture.RootElement.TryGetProperty("template", out var name) ? PromptTemplate.Find(name.GetString()!) : null;

        var findings = Rules.Of(fixture.RootElement.GetProperty("record").GetRawText(), template);

        Assert.Equal(fixture.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetString()!), Rules.Summary(findings));
    }

    [Fact]
    public void Every_rule_has_a_record_that_it_finds_fault_with_and_one_that_it_passes()
    {
        foreach (var rule in Rule.Known.Where(rule => rule.Code != "DK1013"))
        {
            var folder = Path.Combine(s_root, rule.Code);
            Assert.True(Directory.Exists(folder), $"{folder} is missing");
            var findings = Directory.EnumerateFiles(folder, "*.json").Select(File.ReadAllText).ToList();
            Assert.Contains(findings, text => text.Contains($"\"{rule.Code} ", StringComparison.Ordinal));
            Assert.Contains(findings, text => text.Contains("\"findings\": []", StringComparison.Ordinal));
        }
    }
}
