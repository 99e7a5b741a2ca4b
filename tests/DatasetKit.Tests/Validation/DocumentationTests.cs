namespace DatasetKit.Tests.Validation;

/// <summary>The documentation that every rule carries.</summary>
public class DocumentationTests
{
    public static TheoryData<string> RuleCodes() => [.. Rule.Known.Select(rule => rule.Code)];

    [Theory]
    [MemberData(nameof(RuleCodes))]
    public void The_example_of_a_rule_has_the_fault_and_no_other(string code)
    {
        var rule = Rule.Known.Single(known => known.Code == code);
        Assert.NotNull(rule.Diagnostic.Example);
        var context = new RuleContext();
        var findings = new List<Finding>();
        foreach (var line in rule.Diagnostic.Example.Split('\n'))
        {
            var format = RecordFormat.Detect(Formats.Convert.RecordOf(line))!;
            RuleSet.Default.Check(Formats.Convert.ReadGood(format, line), context);
            findings.AddRange(context.Findings);
        }

        // A chat without an assistant also ends on the user.
        Assert.Contains(findings, finding => finding.Code == code);
        Assert.DoesNotContain(findings, finding => finding.Code != code && (code, finding.Code) != ("DK1009", "DK1010"));
    }

    [Fact]
    public void Codes_are_given_once_and_in_order()
    {
        var codes = Diagnostics.All.Select(diagnostic => diagnostic.Code).ToList();
        Assert.Equal(codes.Distinct(), codes);
        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        Assert.All(codes, code => Assert.True(code.Length == 6 && code.StartsWith("DK", StringComparison.Ordinal) && code[2..].All(char.IsAsciiDigit), code));
    }

    [Fact]
    public void Known_rules_stand_in_the_order_of_their_codes()
    {
        Assert.Equal(Rule.Known.Select(rule => rule.Code).Order(StringComparer.Ordinal), Rule.Known.Select(rule => rule.Code));
    }

    [Fact]
    public void A_code_is_found_whatever_its_case() => Assert.Equal("DK2003", Diagnostics.Find("dk2003")!.Code);
}
