using static DatasetKit.Tests.Processing.ListSink;

namespace DatasetKit.Tests.Processing;

public class SampleNodeTests
{
    [Theory]
    [InlineData(1000, 10)]
    [InlineData(1000, 999)]
    [InlineData(1000, 0)]
    [InlineData(5, 10)]
    [InlineData(0, 10)]
    public void So_many_are_chosen_in_their_order_and_the_others_counted(int size, int count)
    {
        var (chosen, ledger) = Run(Numbers(size).Sample(count, 7));
        var numbers = NumbersOf(chosen);
        Assert.Equal(Math.Min(size, count), numbers.Length);
        Assert.Equal(numbers.Order().Distinct(), numbers);
        Assert.Equal(size - numbers.Length, ledger.Filtered);
        Assert.Equal(numbers, NumbersOf(Run(Numbers(size).Sample(count, 7), heldBytes: 200).Examples));
    }

    [Fact]
    public void Each_example_is_chosen_as_often_as_another()
    {
        var chosen = Enumerable.Range(0, 300).SelectMany(seed => NumbersOf(Run(Numbers(10).Sample(3, seed)).Examples)).CountBy(number => number).ToDictionary();
        Assert.Equal(10, chosen.Count);
        Assert.All(chosen.Values, count => Assert.InRange(count, 60, 120));
    }

    [Fact]
    public void A_larger_sample_of_the_same_seed_holds_the_smaller_one() =>
        Assert.Subset(NumbersOf(Run(Numbers(500).Sample(50)).Examples).ToHashSet(), NumbersOf(Run(Numbers(500).Sample(20)).Examples).ToHashSet());

    [Fact]
    public void A_negative_count_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(1).Sample(-1));
}
