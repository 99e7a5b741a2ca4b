using DatasetKit.Internals;
using DatasetKit.Processing;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Processing.Holding;

public sealed class KeyOrderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(50_000)]
    public void Random_keys_come_in_ascending_order(int count) => AssertSorted([.. Enumerable.Range(0, count).Select(i => new RandomKeys(7)[i])]);

    [Fact]
    public void Keys_that_are_not_random_come_in_order_too() =>
        Properties.Check(200, Prop.ForAll(Properties.Seeds, seed =>
        {
            var random = new Random(seed);
            AssertSorted([.. Enumerable.Range(0, random.Next(1000)).Select(i => (ulong)((i * 7919) % 1009)).Distinct()]);
        }));

    private static void AssertSorted(ulong[] keys)
    {
        var expected = Enumerable.Range(0, keys.Length).ToArray();
        Array.Sort([.. keys], expected);
        Assert.Equal(expected, KeyOrder.Of(keys));
    }
}
