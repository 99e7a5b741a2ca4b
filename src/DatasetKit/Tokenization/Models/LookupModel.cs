using System.Text;

namespace DatasetKit.Tokenization;

/// <summary>
/// SentencePiece's models without a choice: words, each with the mark for the space before it, or single characters, and what the user defined as one of them.
/// </summary>
/// <remarks>google/sentencepiece:src/word_model.cc, char_model.cc and model_interface.cc.</remarks>
/// <param name="tokens">All pieces.</param>
/// <param name="unknown">The piece for what is none.</param>
/// <param name="bytes">The pieces of the 256 bytes; null when there are none.</param>
/// <param name="ofWords">Whether it is words that are looked up, else characters.</param>
/// <param name="defined">Texts that count as one character.</param>
internal sealed class LookupModel(RankTable tokens, int unknown, int[]? bytes, bool ofWords, byte[][] defined) : Model
{
    private static readonly byte[] s_mark = Encoding.UTF8.GetBytes("\u2581");

    private readonly ByteTrie _defined = Trie(defined);

    /// <inheritdoc/>
    internal override RankTable Tokens => tokens;

    /// <inheritdoc/>
    internal override string Description =>
        FormattableString.Invariant($"{(ofWords ? "words" : "characters")} (SentencePiece), {tokens.Known:N0} pieces{(bytes is null ? "" : ", byte fallback")}");

    /// <inheritdoc/>
    internal override PieceEncoder CreateEncoder() => new Encoder(this);

    private static ByteTrie Trie(byte[][] defined)
    {
        var trie = new ByteTrie();
        for (int i = 0; i < defined.Length; i++)
        {
            trie.Add(defined[i], i);
        }

        return trie;
    }

    private void Encode(ReadOnlySpan<byte> text, TokenOutput output)
    {
        int lost = 0;
        for (int at = 0, end; at < text.Length; at = end)
        {
            end = at + (ofWords ? WordAt(text[at..]) : CharacterAt(text, at));
            int id = tokens.Find(text[at..end]);
            if (id != RankTable.None && id != unknown)
            {
                AddUnknown(lost, output);
                lost = 0;
                output.Add(id, end - at);
            }
            else if (bytes is null)
            {
                // What is unknown side by side is one token.
                lost += end - at;
            }
            else
            {
                foreach (byte value in text[at..end])
                {
                    output.Add(bytes[value], 1);
                }
            }
        }

        AddUnknown(lost, output);
    }

    private void AddUnknown(int length, TokenOutput output)
    {
        if (length > 0)
        {
            output.Add(unknown, length);
        }
    }

    private static int WordAt(ReadOnlySpan<byte> text)
    {
        int first = Utf8Steps.SizeAt(text, 0), next = text[first..].IndexOf(s_mark);
        return next < 0 ? text.Length : first + next;
    }

    private int CharacterAt(ReadOnlySpan<byte> text, int at) =>
        _defined.Longest(text, at, out int length) != ByteTrie.None ? length : Utf8Steps.SizeAt(text, at);

    private sealed class Encoder(LookupModel model) : PieceEncoder
    {
        protected override bool EncodeNew(ReadOnlySpan<byte> text, int length, TokenOutput output)
        {
            model.Encode(text[..length], output);
            return true;
        }
    }
}
