using System.Text;
using DatasetKit.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Tokenization.Models;

/// <summary>Byte-pair encoding as a whole, against its plain definition.</summary>
public sealed class BytePairTests
{
    private static readonly RankTable Ranks = RankTable.Unpack(PackedResource.Load("cl100k_base"));

    [Fact]
    public void Scan_and_heap_merge_as_the_plain_definition_does() =>
        Properties.Check(1_000, Prop.ForAll(Texts.WellFormed, text =>
        {
            byte[] piece = Encoding.UTF8.GetBytes(text);
            if (piece.Length == 0)
            {
                return true;
            }

            int[] expected = [.. Plain(piece)];
            int[] ids = new int[piece.Length];
            int count = BytePairHeap.Encode(Ranks, piece, ids);
            return expected.AsSpan().SequenceEqual(ids.AsSpan(0, count))
                && (piece.Length > BytePairMerge.MaxLength || expected.AsSpan().SequenceEqual(new BytePairMerge(Ranks).Encode(piece)));
        }));

    [Fact]
    public void Every_token_is_found_by_its_bytes()
    {
        for (int id = 0; id < Ranks.Count; id++)
        {
            Assert.Equal(id, Ranks.Find(Ranks.BytesOf(id)));
        }
    }

    /// <summary>A part that was cut off a piece is looked up before it is merged; this is why it may be.</summary>
    [Theory]
    [InlineData("o200k_base")]
    [InlineData("cl100k_base")]
    [InlineData("p50k_base")]
    public void Every_token_is_what_its_bytes_merge_to(string name)
    {
        var ranks = RankTable.Unpack(PackedResource.Load(name));
        var merge = new BytePairMerge(ranks);
        for (int id = 0; id < ranks.Count; id++)
        {
            if (!ranks.Has(id))
            {
                continue;
            }

            // The heap starts with bytes whatever they are.
            int[] ids = new int[ranks.BytesOf(id).Length];
            Assert.Equal(1, ids.Length == 1 ? 1 : BytePairHeap.Encode(ranks, ranks.BytesOf(id), ids));
            Assert.Equal([id], merge.Encode(ranks.BytesOf(id)));
        }
    }

    [Fact]
    public void Bytes_that_are_no_token_are_not_found()
    {
        Assert.Equal(RankTable.None, Ranks.Find("qzxq"u8));
        Assert.Equal(RankTable.None, Ranks.Find("a\0"u8));
        Assert.Equal(RankTable.None, Ranks.Find(new byte[1_000]));
    }

    /// <summary>The definition: the adjacent pair of the lowest rank, the leftmost of equals, until none is a token.</summary>
    private static IEnumerable<int> Plain(byte[] piece)
    {
        List<byte[]> parts = [.. piece.Select(b => new[] { b })];
        while (true)
        {
            int best = -1, rank = RankTable.None;
            for (int i = 0; i + 1 < parts.Count; i++)
            {
                int found = Ranks.Find([.. parts[i], .. parts[i + 1]]);
                if (found < rank)
                {
                    (best, rank) = (i, found);
                }
            }

            if (best < 0)
            {
                return parts.Select(part => Ranks.Find(part));
            }

            parts[best] = [.. parts[best], .. parts[best + 1]];
            parts.RemoveAt(best + 1);
        }
    }
}
