using System.Text;
using DatasetKit.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Tokenization.Models;

/// <summary>Merging that starts with whole characters, against merging that starts with bytes, for merges that nobody has trained.</summary>
public sealed class WholeCharactersTests
{
    private static readonly string[] s_characters = ["\u4E00", "\u4E01", "\u4E2D", "\u5000", "\u5001", "\uFF0C", "a", "\u00E9", "\U00020000"];

    [Fact]
    public void Merging_from_characters_gives_what_merging_from_bytes_gives() => Properties.Check(2_000, Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Two().ToArbitrary(),
        seeds =>
        {
            (RankTable tokens, List<(int Left, int Right)> merges) = RandomMerges(new System.Random(seeds.Item1));
            var model = new BytePairModel(tokens, new MergeTable(
                [.. merges.Select(merge => (ulong)(uint)merge.Left << 32 | (uint)merge.Right)],
                [.. merges.Select((_, i) => 0x100 + i)]), isOfBytes: true)
            { AllowsCuts = true };
            PieceEncoder encoder = model.CreateEncoder();
            var output = new TokenOutput();
            var random = new System.Random(seeds.Item2);
            return Enumerable.Range(0, 20).All(_ =>
            {
                byte[] text = Encoding.UTF8.GetBytes(string.Concat(random.GetItems(s_characters, random.Next(1, 12))));
                output.Reset(OutputKind.Ids);
                encoder.Encode(text, text.Length, output);
                return output.Ids.SequenceEqual(Plain(text, merges).ToArray());
            });
        }));

    private static (RankTable Tokens, List<(int Left, int Right)> Merges) RandomMerges(System.Random random)
    {
        var spellings = Enumerable.Range(0, 0x100).Select(value => new[] { (byte)value }).ToList();
        var merges = new List<(int Left, int Right)>();
        for (int tries = 0; tries < 60; tries++)
        {
            // Two neighbours of some text, as its bytes are merged by now.
            byte[] text = Encoding.UTF8.GetBytes(string.Concat(random.GetItems(s_characters, random.Next(1, 5))));
            List<int> ids = Plain(text, merges);
            int place = ids.Count < 2 ? -1 : random.Next(ids.Count - 1);
            if (place >= 0 && (byte[])[.. spellings[ids[place]], .. spellings[ids[place + 1]]] is var whole && !spellings.Exists(whole.SequenceEqual))
            {
                merges.Add((ids[place], ids[place + 1]));
                spellings.Add(whole);
            }
        }

        // The order of training is what makes it easy.
        if (random.Next(2) == 0)
        {
            return (Table(merges), merges);
        }

        int first = random.Next(merges.Count), second = random.Next(merges.Count);
        if (Math.Max(merges[first].Left, merges[first].Right) < 0x100 && Math.Max(merges[second].Left, merges[second].Right) < 0x100)
        {
            (merges[first], merges[second]) = (merges[second], merges[first]);
        }

        return (Table(merges), merges);
    }

    private static RankTable Table(List<(int Left, int Right)> merges)
    {
        var builder = new VocabularyBuilder("test");
        var spellings = Enumerable.Range(0, 0x100).Select(value => new[] { (byte)value }).ToList();
        merges.ForEach(merge => spellings.Add([.. spellings[merge.Left], .. spellings[merge.Right]]));
        spellings.ForEach(spelling => builder.Add(spelling, builder.Count));
        return builder.Build(allowsTwins: true);
    }

    /// <summary>The definition: again and again the merge of the lowest rank, at its leftmost place.</summary>
    private static List<int> Plain(byte[] text, List<(int Left, int Right)> merges)
    {
        List<int> ids = [.. text.Select(value => (int)value)];
        while (true)
        {
            int rank = merges.FindIndex(merge => Enumerable.Range(0, ids.Count - 1).Any(i => ids[i] == merge.Left && ids[i + 1] == merge.Right));
            if (rank < 0)
            {
                return ids;
            }

            int place = Enumerable.Range(0, ids.Count - 1).First(i => ids[i] == merges[rank].Left && ids[i + 1] == merges[rank].Right);
            ids[place] = 0x100 + rank;
            ids.RemoveAt(place + 1);
        }
    }
}
