using System.Buffers;
using Microsoft.ML.Tokenizers;

namespace DatasetKit.MicrosoftML.Tests;

public class TokenizerExtensionsTests
{
    private static readonly string[] Texts = ["", "Hello, world!", "straße  \n\n 你好 𐀀𐀁 👩‍👩‍👧", "<|endoftext|> it's 12345"];
    private static readonly Tokenizer Ours = Tokenizer.R50kBase;

    [Fact]
    public void One_of_ours_counts_encodes_and_decodes_as_one_of_theirs()
    {
        var theirs = Ours.ToMicrosoftML();
        foreach (var text in Texts)
        {
            var ids = Ours.EncodeToIds(text);
            Assert.Equal(ids, theirs.EncodeToIds(text));
            Assert.Equal(ids, theirs.EncodeToIds(text.AsSpan()));
            Assert.Equal(ids.Count, theirs.CountTokens(text));
            Assert.Equal(Ours.EncodeToTokens(text).Select(t => (t.Id, t.Value, t.Offset)), theirs.EncodeToTokens(text, out var normalized).Select(t => (t.Id, t.Value, t.Offset)));
            Assert.Null(normalized);
            Assert.Equal(text, theirs.Decode(ids));
            for (var max = 1; max <= ids.Count + 1; max++)
            {
                Assert.Equal(Ours.GetIndexByTokenCount(text, max, out var ourCount), theirs.GetIndexByTokenCount(text, max, out _, out var theirCount));
                Assert.Equal(ourCount, theirCount);
                Assert.Equal(Ours.GetIndexByTokenCountFromEnd(text, max, out ourCount), theirs.GetIndexByTokenCountFromEnd(text, max, out _, out theirCount));
                Assert.Equal(ourCount, theirCount);
                Assert.Equal(ids.Take(theirs.EncodeToIds(text, max, out _, out var consumed).Count), theirs.EncodeToIds(text, max, out _, out _));
                Assert.InRange(consumed, 0, text.Length);
            }
        }
    }

    [Fact]
    public void What_does_not_fit_is_not_decoded_in_part()
    {
        var theirs = Ours.ToMicrosoftML();
        var ids = Ours.EncodeToIds("Hello");
        Assert.Equal(OperationStatus.DestinationTooSmall, theirs.Decode(ids, new char[2], out var consumed, out var written));
        Assert.Equal((0, 0), (consumed, written));
        Assert.Equal(OperationStatus.Done, theirs.Decode(ids, new char[5], out consumed, out written));
        Assert.Equal((ids.Count, 5), (consumed, written));
    }

    [Fact]
    public void One_of_theirs_counts_encodes_and_decodes_as_one_of_ours()
    {
        var theirs = new CharacterTokenizer();
        var ours = theirs.ToDatasetKit("characters");
        Assert.Equal("characters", ours.Name);
        foreach (var text in Texts)
        {
            Assert.Equal(text.Length, ours.CountTokens(text));
            Assert.Equal(theirs.EncodeToIds(text), ours.EncodeToIds(text));
            Assert.Equal(text, ours.Decode(ours.EncodeToIds(text)));
            Assert.Equal(text.Length, ours.GetIndexByTokenCount(text, text.Length + 1, out var count));
            Assert.Equal(text.Length, count);
            Assert.Equal(0, ours.GetIndexByTokenCount(text, 0, out _));
            Assert.Equal(text.Length, ours.GetIndexByTokenCountFromEnd(text, 0, out _));
        }
    }

    [Fact]
    public void Ids_that_they_do_not_have_are_a_fault_of_ours() =>
        Assert.Throws<TokenizerException>(() => new CharacterTokenizer().ToDatasetKit("characters").Decode([-1]));

    [Fact]
    public void Places_in_a_normalized_text_are_no_places_in_the_text()
    {
        var ours = new CharacterTokenizer(text => text.ToUpperInvariant()).ToDatasetKit("upper");
        Assert.Equal(["A"], ours.EncodeToTokens("A").Select(t => t.Value));
        Assert.Throws<NotSupportedException>(() => ours.EncodeToTokens("a"));
        Assert.Equal(1, ours.CountTokens("a"));
    }

    [Fact]
    public void Nothing_is_wrapped_twice()
    {
        var theirs = new CharacterTokenizer();
        Assert.Same(Ours, Ours.ToMicrosoftML().ToDatasetKit("any"));
        Assert.Same(theirs, theirs.ToDatasetKit("any").ToMicrosoftML());
    }

    /// <summary>Each UTF-16 unit is a token; the smallest tokenizer their library allows, as their vocabularies come in packages of their own.</summary>
    private sealed class CharacterTokenizer(Func<string, string>? normalize = null) : Microsoft.ML.Tokenizers.Tokenizer
    {
        protected override EncodeResults<Microsoft.ML.Tokenizers.EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
        {
            var normalized = normalize?.Invoke(text ?? textSpan.ToString());
            var whole = normalized ?? text ?? textSpan.ToString();
            return new()
            {
                Tokens = [.. whole.Take(settings.MaxTokenCount).Select((c, i) => new Microsoft.ML.Tokenizers.EncodedToken(c, c.ToString(), i..(i + 1)))],
                NormalizedText = normalized,
                CharsConsumed = Math.Min(whole.Length, settings.MaxTokenCount),
            };
        }

        public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten)
        {
            (idsConsumed, charsWritten) = (0, 0);
            foreach (var id in ids)
            {
                if (id is < 0 or > char.MaxValue)
                {
                    return OperationStatus.InvalidData;
                }

                if (charsWritten == destination.Length)
                {
                    return OperationStatus.DestinationTooSmall;
                }

                destination[charsWritten++] = (char)id;
                idsConsumed++;
            }

            return OperationStatus.Done;
        }
    }
}
