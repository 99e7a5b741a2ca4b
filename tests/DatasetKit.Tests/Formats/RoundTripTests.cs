using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Formats;

/// <summary>L10: canonical output read and written again is the same, and so it is by way of any other format that takes it.</summary>
public sealed class RoundTripTests
{
    private const int Many = 400;

    public static TheoryData<string> Names => [.. RecordFormat.Known.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_format_comes_back_from_every_other_when_extras_are_kept(string name)
    {
        var format = RecordFormat.Find(name)!;
        Properties.Check(Many, Prop.ForAll(Properties.Seeds, seed =>
        {
            if (Convert.Write(format, new RandomExample(seed).Next(), ExtraPolicy.Keep).Json is { } json)
            {
                foreach (var other in RecordFormat.Known)
                {
                    RoundTrip.Check(format, other, json);
                }
            }

            return true;
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_losses_nothing_needs_to_be_kept(string name)
    {
        var format = RecordFormat.Find(name)!;
        Properties.Check(Many, Prop.ForAll(Properties.Seeds, seed =>
        {
            var example = new RandomExample(seed).Next();
            var dropped = Convert.Write(format, example);
            if (dropped.Json is null || dropped.Losses.Count > 0)
            {
                return true;
            }

            var again = Convert.Write(format, Convert.ReadGood(format, dropped.Json));
            Assert.Equal(dropped.Json, again.Json);
            Assert.Empty(again.Losses);
            return true;
        }));
    }
}
