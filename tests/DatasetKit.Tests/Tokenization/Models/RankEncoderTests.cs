using System.Text;
using DatasetKit.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Tokenization.Models;

public sealed class RankEncoderTests
{
    public static TheoryData<string> Names => ["o200k_base", "cl100k_base", "p50k_base"];

    /// <summary>Tokens side by side are the hardest text to cut: every joint is inside some token or looks like it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_piece_that_is_cut_has_the_ids_of_the_whole(string name)
    {
        var ranks = RankTable.Unpack(PackedResource.Load(name));
        var encoder = new RankEncoder(ranks);
        var output = new TokenOutput();
        int[] wide = [.. Enumerable.Range(0, ranks.Count).Where(id => ranks.BytesOf(id).IndexOfAnyInRange((byte)0xE0, (byte)0xFF) >= 0)];
        Gen<byte[]> tokens = Gen.Elements(wide).NonEmptyListOf().Select(ids => ids.SelectMany(id => ranks.BytesOf(id).ToArray()).ToArray());

        // Half characters at the ends of tokens meet others and become the replacement character, also a character of three bytes.
        Properties.Check(3_000, Prop.ForAll(tokens.Select(Encoding.UTF8.GetString).ToArbitrary(), text =>
        {
            byte[] piece = Encoding.UTF8.GetBytes(text);
            if (piece.Length == 0)
            {
                return true;
            }

            int[] expected = new int[piece.Length];
            int count = ranks.Find(piece) == RankTable.None ? BytePairHeap.Encode(ranks, piece, expected) : 1;
            output.Reset(OutputKind.Ids);
            encoder.Encode(piece, piece.Length, output);
            return output.Count == count && (count == 1 || output.Ids.SequenceEqual(expected.AsSpan(0, count)));
        }));
    }
}
