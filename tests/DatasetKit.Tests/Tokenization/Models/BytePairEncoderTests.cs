using System.Text;
using DatasetKit.Tokenization;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Tokenization.Models;

/// <summary>All that makes encoding with a list of merges fast, against the plain definition, for vocabularies of every bad kind.</summary>
public sealed class BytePairEncoderTests
{
    [Fact]
    public void A_text_has_the_ids_of_the_plain_definition_whatever_was_encoded_before() => Properties.Check(3_000, Prop.ForAll(Properties.Seeds, seed =>
    {
        var merges = new HostileMerges(new Random(seed));
        PieceEncoder encoder = merges.Model.CreateEncoder();
        var output = new TokenOutput();
        for (int i = 0; i < 30; i++)
        {
            string text = merges.Text(1 + i);
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            List<int> expected = merges.Plain(text);
            output.Reset((OutputKind)(i % 3));
            encoder.Encode(utf8, utf8.Length, output);
            if (output.Count != expected.Count || !output.IsCounting && !output.Ids.SequenceEqual(expected.ToArray()))
            {
                throw new InvalidOperationException($"{merges.Model.Description}: '{text}' is [{string.Join(", ", expected)}], not [{string.Join(", ", output.Ids.ToArray())}]");
            }
        }
    }));

    /// <summary>A token that merging does not give may be a piece, and may be a part of a piece, and is another thing in each.</summary>
    [Fact]
    public void A_whole_token_is_no_token_as_a_part_of_a_piece()
    {
        var builder = new VocabularyBuilder("test");
        for (int value = 0; value < 0x100; value++)
        {
            builder.Add([(byte)value], value);
        }

        builder.Add("ab"u8, 0x100);
        BytePairModel model = BytePairParts.Assemble(new BytePairParts { Tokens = builder.Build(allowsTwins: false), Merges = new MergeTable([], []), IsOfBytes = true, IgnoresMerges = true });
        PieceEncoder encoder = model.CreateEncoder();
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(1, Count(encoder, "ab"));
            Assert.Equal(5, Count(encoder, "ab\u4E00"));
        }
    }

    private static int Count(PieceEncoder encoder, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        var output = new TokenOutput();
        output.Reset(OutputKind.Count);
        encoder.Encode(utf8, utf8.Length, output);
        return output.Count;
    }
}
