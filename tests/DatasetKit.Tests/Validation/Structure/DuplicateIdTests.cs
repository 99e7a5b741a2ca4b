using DatasetKit.Validation;

namespace DatasetKit.Tests.Validation;

public class DuplicateIdTests
{
    [Fact]
    public void The_second_example_of_an_id_is_found_with_the_place_of_the_first()
    {
        var context = new RuleContext();
        Assert.True(RuleSet.Default.Check(At("a.jsonl", 1, "x", "one"), context));
        Assert.True(RuleSet.Default.Check(At("a.jsonl", 2, "y", "one"), context));
        Assert.False(RuleSet.Default.Check(At("a.jsonl", 3, "x", "two"), context));
        var finding = Assert.Single(context.Findings);
        Assert.Equal(("DK1013", Severity.Error, "id"), (finding.Code, finding.Severity, finding.Field));
        Assert.Contains("\"x\" stands already on line 1, with other texts", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_is_called_a_copy()
    {
        var context = new RuleContext();
        RuleSet.Default.Check(At("a.jsonl", 1, "x", "one"), context);
        RuleSet.Default.Check(At("a.jsonl", 2, "x", "one"), context);
        Assert.Contains("with the same texts", Assert.Single(context.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_file_may_use_the_id_again()
    {
        var context = new RuleContext();
        Assert.True(RuleSet.Default.Check(At("a.jsonl", 1, "x", "one"), context));
        Assert.True(RuleSet.Default.Check(At("b.jsonl", 1, "x", "one"), context));
    }

    [Fact]
    public void Ids_past_the_capacity_are_not_remembered_but_still_held_against_the_others()
    {
        var ids = new SeenIds();
        for (var i = 0; i < SeenIds.Capacity; i++)
        {
            Assert.False(Add(i));
        }

        Assert.True(ids.IsFull);
        Assert.False(Add(-1));
        Assert.False(Add(-1));
        Assert.True(Add(SeenIds.Capacity - 1));

        bool Add(int id) => ids.Add("f", BitConverter.GetBytes(id), 0, id + 1, out _, out _);
    }

    private static Example At(string file, long line, string id, string output) =>
        Example.Instruct("I", output).WithId(id).WithSource(new SourceLocation(file, line, 0, 0, line));
}
