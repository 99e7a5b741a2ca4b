using FsCheck.Fluent;
using static DatasetKit.Tests.Processing.ListSink;

namespace DatasetKit.Tests.Processing;

public class TakeFirstNodeTests
{
    [Theory]
    [InlineData(100, 10)]
    [InlineData(100, 0)]
    [InlineData(5, 10)]
    public void The_first_of_an_order_are_kept_in_the_order_they_came_in(int size, int count)
    {
        var (chosen, ledger) = Run(Numbers(size).TakeFirst(count, Key));
        var expected = Enumerable.Range(0, size).OrderBy(number => number * 37 % 101).Take(count).Order();
        Assert.Equal(expected, NumbersOf(chosen).Order());
        Assert.Equal(NumbersOf(chosen).Order(), NumbersOf(chosen));
        Assert.Equal(size - chosen.Count, ledger.Filtered);
        Assert.True(ledger.Balances);
    }

    [Fact]
    public void Of_equal_ones_the_earlier_is_first() => Assert.Equal([0, 1, 2], NumbersOf(Run(Numbers(9).TakeFirst(3, _ => 0)).Examples));

    [Fact]
    public void Each_group_keeps_its_own_and_one_without_a_count_all() =>
        Properties.Check(50, Prop.ForAll(Properties.Seeds, seed =>
        {
            var most = new Random(seed).Next(0, 12);
            var chosen = NumbersOf(Run(Numbers(60).TakeFirst(example => Key(example) % 3 == 0 ? "a" : "b", group => group == "a" ? most : null, Key)).Examples);
            var inA = chosen.Where(number => number * 37 % 101 % 3 == 0).ToList();
            var all = Enumerable.Range(0, 60).Where(number => number * 37 % 101 % 3 == 0).ToList();
            return inA.Count == Math.Min(most, all.Count) && chosen.Length - inA.Count == 60 - all.Count
                && inA.ToHashSet().SetEquals(all.OrderBy(number => number * 37 % 101).Take(most));
        }));

    [Fact]
    public void A_negative_count_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(1).TakeFirst(-1, _ => 0));

    private static int Key(Example example) => NumbersOf([example])[0] * 37 % 101;
}
