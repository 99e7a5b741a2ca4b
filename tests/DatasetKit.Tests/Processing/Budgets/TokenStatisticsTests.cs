using DatasetKit.Processing;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Processing.Budgets;

public class TokenStatisticsTests
{
    [Fact]
    public void Percentiles_are_those_of_the_sorted_counts() => Properties.Check(200, Prop.ForAll(Properties.Seeds, seed =>
    {
        var random = new Random(seed);
        var statistics = Of([]);
        var counts = Enumerable.Range(0, random.Next(1, 200)).Select(_ => random.Next(8) == 0 ? random.Next(60_000, 70_000) : random.Next(0, 50)).ToList();
        counts.ForEach(count => statistics.Add(Example.PlainText("a"), new TokenCount(count, 0)));
        counts.Sort();
        return ((double[])[0.5, 0.9, 0.95, 0.99, 1]).All(share => statistics.Percentile(share) == counts[Math.Max(0, (int)Math.Ceiling(share * counts.Count) - 1)])
            && statistics.Maximum == counts[^1] && statistics.Total == counts.Sum();
    }));

    [Fact]
    public void The_first_of_the_longest_is_named()
    {
        var statistics = Of([]);
        for (var line = 1; line <= 3; line++)
        {
            statistics.Add(Example.PlainText("a").WithSource(new SourceLocation("a.jsonl", line, 0, 0, line)), new TokenCount(line == 1 ? 1 : 7, 0));
        }

        Assert.Equal("a.jsonl:2", statistics.MaximumAt.ToString());
    }

    [Fact]
    public void What_each_way_of_meeting_a_limit_loses_is_told()
    {
        var statistics = Of([5]);
        var example = Example.Chat(new Message(Role.User, "aaa"), new Message(Role.Assistant, "b"), new Message(Role.User, "c"), new Message(Role.Assistant, "d"));
        statistics.Add(example, statistics.Counter.Count(example));

        var limit = Assert.Single(statistics.Limits);
        Assert.Equal(1, limit.Over);
        Assert.Equal([(1L, 0L, 6L, 2L), (0, 1, 4, 1), (0, 1, 1, 0)], limit.Losses.Select(loss => (loss.Rejected, loss.Shortened, loss.Tokens, loss.Trained)));
    }

    private static TokenStatistics Of(int[] limits) => new(TokenCounter.OfTexts(new CodePointTokenizer()), limits);
}
