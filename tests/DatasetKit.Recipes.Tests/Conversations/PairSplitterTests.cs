using System.Text.Json;
using DatasetKit.Recipes.Conversations;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Recipes.Tests.Conversations;

public class PairSplitterTests
{
    [Fact]
    public void Compat_divides_as_FastChat_and_open_instruct_do_in_300_cases()
    {
        using var golden = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.PathOf("golden", "split_long.json")));
        var cases = 0;
        foreach (var one in golden.RootElement.EnumerateArray())
        {
            int[] lengths = [.. one.GetProperty("pairLens").EnumerateArray().Select(length => length.GetInt32())];
            var most = one.GetProperty("max").GetInt32();
            Assert.Equal(Expected(one, "fastchat"), Messages(PairSplitter.Split(lengths, most, SplitMode.FastChat)));
            Assert.Equal(Expected(one, "openinstruct"), Messages(PairSplitter.Split(lengths, most, SplitMode.OpenInstruct)));
            cases++;
        }

        Assert.Equal(300, cases);
    }

    [Fact]
    public void FastChat_loses_a_last_pair_that_overflows_and_safe_does_not()
    {
        Assert.Equal([(0, 1)], PairSplitter.Split([5, 6], 10, SplitMode.FastChat));
        Assert.Equal([(0, 1), (1, 2)], PairSplitter.Split([5, 6], 10, SplitMode.Safe));
    }

    [Fact]
    public void Safe_loses_no_pair_and_overflows_only_where_a_pair_does() => Properties.Check(500, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<byte>(), (bytes, limit) =>
    {
        int[] lengths = [.. (bytes ?? []).Select(length => (int)length)];
        var segments = PairSplitter.Split(lengths, limit, SplitMode.Safe);
        Assert.Equal(Enumerable.Range(0, lengths.Length), segments.SelectMany(segment => Enumerable.Range(segment.Start, segment.End - segment.Start)));
        Assert.All(segments, segment => Assert.True(segment.End - segment.Start == 1 || lengths[segment.Start..segment.End].Sum() <= limit));
        Assert.All(segments.Zip(segments.Skip(1)), pair => Assert.True(lengths[pair.First.Start..pair.First.End].Sum() + lengths[pair.Second.Start] > limit));
    }));

    private static IEnumerable<(int, int)> Expected(JsonElement one, string name) => one.GetProperty(name).EnumerateArray().Select(range => (range[0].GetInt32(), range[1].GetInt32()));

    private static IEnumerable<(int, int)> Messages(IReadOnlyList<(int Start, int End)> pairs) => pairs.Select(pair => (2 * pair.Start, 2 * pair.End));
}
