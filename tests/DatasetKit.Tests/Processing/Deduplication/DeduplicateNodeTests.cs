using FsCheck.Fluent;
using static DatasetKit.Tests.Processing.ListSink;

namespace DatasetKit.Tests.Processing;

public class DeduplicateNodeTests
{
    [Fact]
    public void The_first_of_each_key_stays_whatever_fits_into_memory() =>
        Properties.Check(200, Prop.ForAll(Properties.Seeds, seed =>
        {
            var random = new Random(seed);
            var texts = Enumerable.Range(0, random.Next(100)).Select(_ => $"{random.Next(40)}").ToList();
            var dataset = Dataset.From(texts.Select((text, i) => Example.Instruct(text, $"{i}"))).Deduplicate();
            var (kept, ledger) = Run(dataset, heldBytes: random.Next(1, 2000), heldKeys: random.Next(50));
            var expected = texts.Select((text, i) => (text, i)).DistinctBy(item => item.text).Select(item => item.i);
            return NumbersOf(kept).SequenceEqual(expected) && ledger.Duplicates == texts.Count - kept.Count;
        }));

    [Fact]
    public void An_example_without_the_key_stays() =>
        Assert.Equal(3, Run(Dataset.From([Example.Instruct("a", "1"), Example.Instruct("a", "2"), Example.Instruct("b", "3")]).Deduplicate(ExampleKey.Fields("url")), heldKeys: 0).Examples.Count);

    [Fact]
    public void Two_texts_are_not_their_concatenation() =>
        Assert.Equal(2, Run(Dataset.From([Example.Instruct("ab", "1", "c"), Example.Instruct("a", "2", "bc")]).Deduplicate()).Examples.Count);
}
