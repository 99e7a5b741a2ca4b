using DatasetKit.Processing;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Processing;

public class SplitPlanTests
{
    [Theory]
    [InlineData(1000, new[] { 90.0, 10 }, new[] { 900, 100 })]
    [InlineData(12, new[] { 0.95, 0.05 }, new[] { 11, 1 })]
    [InlineData(7, new[] { 1.0, 1, 1 }, new[] { 3, 2, 2 })]
    [InlineData(2, new[] { 0.9, 0.1 }, new[] { 1, 1 })]
    [InlineData(1, new[] { 0.9, 0.1 }, new[] { 1, 0 })]
    [InlineData(0, new[] { 0.9, 0.1 }, new[] { 0, 0 })]
    public void Parts_have_exactly_the_sizes_wanted(int count, double[] ratios, int[] sizes) =>
        Assert.Equal(sizes, Sizes(new SplitPlan(ratios, 1).Alone(count), ratios.Length));

    [Fact]
    public void Groups_stay_together_and_sizes_are_near_to_those_wanted() =>
        Properties.Check(100, Prop.ForAll(Properties.Seeds, seed =>
        {
            var random = new Random(seed);
            var groups = Enumerable.Range(0, 1000).Select(_ => (ulong)random.Next(150)).ToArray();
            var parts = new SplitPlan([0.8, 0.2], seed).Grouped(groups);
            return groups.Zip(parts).GroupBy(pair => pair.First).All(group => group.Select(pair => pair.Second).Distinct().Count() == 1)
                && Sizes(parts, 2)[1] is > 170 and < 230;
        }));

    [Fact]
    public void Strata_are_divided_alike_and_the_parts_have_the_sizes_wanted() =>
        Properties.Check(100, Prop.ForAll(Properties.Seeds, seed =>
        {
            var random = new Random(seed);
            var strata = Enumerable.Range(0, 1000).Select(_ => (ulong)random.Next(1, 30) / 3).ToArray();
            var parts = new SplitPlan([0.9, 0.1], seed).Stratified(strata);
            return Math.Abs(Sizes(parts, 2)[1] - 100) <= 1
                && strata.Zip(parts).GroupBy(pair => pair.First).All(group => Math.Abs(group.Count(pair => pair.Second == 1) - (group.Count() * 0.1)) <= 1.01);
        }));

    private static int[] Sizes(byte[] parts, int count) => [.. Enumerable.Range(0, count).Select(part => parts.Count(p => p == part))];
}
