namespace DatasetKit.Tests.Validation;

public class RuleSetTests
{
    [Fact]
    public void The_default_holds_all_known_rules() => Assert.Equal(Rule.Known, RuleSet.Default.Rules);

    [Fact]
    public void Select_keeps_the_rules_whose_codes_begin_so()
    {
        Assert.All(RuleSet.Default.Select("DK1, dk2003").Rules, rule => Assert.True(rule.Code.StartsWith("DK1", StringComparison.Ordinal) || rule.Code == "DK2003"));
        Assert.Equal("DK2003", Assert.Single(RuleSet.Default.Select("DK2003").Rules).Code);
    }

    [Fact]
    public void Ignore_leaves_them_out() => Assert.DoesNotContain(RuleSet.Default.Ignore("DK2").Rules, rule => rule.Code.StartsWith("DK2", StringComparison.Ordinal));

    [Fact]
    public void Codes_of_readers_may_be_named_though_no_rule_has_them() => Assert.Empty(RuleSet.Default.Select("DK9,DK3001").Rules);

    [Theory]
    [InlineData("DK7")]
    [InlineData("duplicate")]
    [InlineData("DK99999")]
    [InlineData("DK9x")]
    public void What_begins_no_code_is_refused(string codes)
    {
        Assert.Contains($"\"{codes}\"", Assert.Throws<DatasetKitException>(() => RuleSet.Default.Select(codes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_of_ones_own_sees_every_example_and_may_choose_the_severity()
    {
        var rules = RuleSet.None.With(new Shouting());
        Assert.Empty(rules.Check(Example.Instruct("I", "quiet")));
        var finding = Assert.Single(rules.Check(Example.Instruct("I", "LOUD")));
        Assert.Equal(("DK2900", Severity.Note, "output"), (finding.Code, finding.Severity, finding.Field));
        Assert.Single(rules.Select("DK29").Rules);
    }

    [Fact]
    public void No_rule_finds_nothing() => Assert.Empty(RuleSet.None.Check(Example.Instruct("", "")));

    private sealed class Shouting : Rule
    {
        public override Diagnostic Diagnostic { get; } = new("DK2900", "shouting", Severity.Error, "w", "w", "r");

        public override void Check(Example example, RuleContext check)
        {
            if (check.Utf8(example.Output).IndexOfAnyInRange((byte)'a', (byte)'z') < 0)
            {
                check.Report(Diagnostic, "output", "loud", Severity.Note);
            }
        }
    }
}
