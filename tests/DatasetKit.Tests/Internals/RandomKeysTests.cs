using DatasetKit.Internals;

namespace DatasetKit.Tests.Internals;

public class RandomKeysTests
{
    // A change of these numbers changes every shuffled dataset that somebody made with a seed.
    [Theory]
    [InlineData(0, 0, 5197578548964807871)]
    [InlineData(42, 0, 12870963724712631011)]
    [InlineData(42, 1, 6332618229526065668)]
    public void A_seed_gives_the_same_numbers_for_ever(long seed, long place, ulong expected) => Assert.Equal(expected, new RandomKeys(seed)[place]);

    [Fact]
    public void Two_places_never_have_the_same_number() =>
        Assert.Equal(100_000, Enumerable.Range(0, 100_000).Select(place => new RandomKeys(7)[place]).Distinct().Count());

    [Fact]
    public void Fractions_are_spread_from_0_to_1()
    {
        var keys = new RandomKeys(1);
        var tenths = Enumerable.Range(0, 10_000).GroupBy(place => (int)(keys.Fraction(place) * 10)).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(Enumerable.Range(0, 10), tenths.Keys.Order());
        Assert.All(tenths.Values, count => Assert.InRange(count, 850, 1150));
    }
}
