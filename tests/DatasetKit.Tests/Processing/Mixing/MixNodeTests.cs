using static DatasetKit.Tests.Processing.ListSink;

namespace DatasetKit.Tests.Processing;

public class MixNodeTests
{
    [Fact]
    public void Weights_decide_the_shares_and_the_first_source_to_end_the_size()
    {
        var (mixed, ledger) = Run(Dataset.Mix((Numbers(300), 0.3), (Numbers(5000, from: 1000), 0.7)));
        Assert.Equal((300, 700), Shares(mixed));
        Assert.Equal((5300L, 1000L, 4300L, 0L), (ledger.Read, ledger.Written, ledger.Filtered, ledger.Added));
        Assert.Equal(mixed.Count, NumbersOf(mixed).Distinct().Count());
    }

    [Fact]
    public void Small_sources_repeat_until_all_are_used_up()
    {
        var (mixed, ledger) = Run(Dataset.Mix(Sources(10, 100), new MixOptions { Until = MixUntil.AllExhausted }));
        Assert.Equal((100, 100), Shares(mixed));
        Assert.Equal((110L, 90L, 200L), (ledger.Read, ledger.Added, ledger.Written));
        Assert.All(NumbersOf(mixed).Where(number => number < 1000).CountBy(number => number), pair => Assert.Equal(10, pair.Value));
    }

    [Fact]
    public void A_total_is_met_exactly()
    {
        Assert.Equal((17, 16), Shares(Run(Dataset.Mix(Sources(10, 100), new MixOptions { Total = 33 })).Examples));
        Assert.Empty(Run(Dataset.Mix(Sources(10, 100), new MixOptions { Total = 0 })).Examples);
    }

    [Fact]
    public void Without_weights_sources_count_by_size_up_to_the_cap()
    {
        MixSource[] sources = [new(Numbers(50)) { Cap = 20 }, new(Numbers(10, from: 1000)) { Cap = 20 }];
        Assert.Equal((20, 10), Shares(Run(Dataset.Mix(sources)).Examples));
    }

    [Fact]
    public void The_order_is_random_and_the_same_for_a_seed_whatever_fits_into_memory()
    {
        var dataset = Dataset.Mix(Sources(50, 50));
        var numbers = NumbersOf(Run(dataset).Examples);
        Assert.Equal(numbers, NumbersOf(Run(dataset, heldBytes: 100).Examples));
        Assert.NotEqual(numbers.Order(), numbers);
        Assert.NotEqual(numbers, NumbersOf(Run(Dataset.Mix(Sources(50, 50), new MixOptions { Seed = 1 })).Examples));
        Assert.InRange(numbers.Take(50).Count(number => number < 1000), 15, 35);
    }

    [Fact]
    public void What_cannot_be_mixed_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Dataset.Mix());
        Assert.Throws<ArgumentException>(() => Dataset.Mix((Numbers(1), 0)));
        Assert.Throws<ArgumentException>(() => Dataset.Mix((Numbers(1), double.NaN)));
        Assert.Throws<ArgumentException>(() => Dataset.Mix([new MixSource(Numbers(1), 1), new MixSource(Numbers(1))]));
        Assert.Contains("no example is left", Assert.Throws<DatasetKitException>(() => Run(Dataset.Mix((Numbers(1), 1), (Numbers(0), 1)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_wanted_of_a_mixture_is_counted() => Assert.Equal(93, Run(Dataset.Mix(Sources(50, 50)).Take(7)).Ledger.Filtered);

    private static MixSource[] Sources(int first, int second) => [new(Numbers(first), 1), new(Numbers(second, from: 1000), 1)];

    private static (int First, int Second) Shares(List<Example> examples) => (NumbersOf(examples).Count(number => number < 1000), NumbersOf(examples).Count(number => number >= 1000));
}
