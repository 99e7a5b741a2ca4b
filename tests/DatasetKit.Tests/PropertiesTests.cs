using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests;

/// <summary>Random inputs are the same on every run, and a failure says how to have them again.</summary>
public sealed class PropertiesTests
{
    [Fact]
    public void Two_runs_see_the_same_inputs() => Assert.Equal(Inputs(), Inputs());

    [Fact]
    public void A_failure_names_the_seed()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Properties.Check(20, Prop.ForAll(Properties.Seeds, (int _) => false)));
        Assert.EndsWith($"{Properties.Variable}={Properties.Seed}", fault.Message, StringComparison.Ordinal);
    }

    private static List<string> Inputs()
    {
        var seen = new List<string>();
        Properties.Check(50, Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => seen.Add(text ?? "null")));
        Assert.True(seen.Distinct().Count() > 20);
        return seen;
    }
}
