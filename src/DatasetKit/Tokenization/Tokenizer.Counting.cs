using System.Buffers;
using System.Text;
using System.Text.Unicode;
using DatasetKit.Internals;

namespace DatasetKit;

public abstract partial class Tokenizer
{
    /// <summary>Counts the tokens of a text without building their ids.</summary>
    /// <param name="text">The text; empty text has no token.</param>
    /// <returns>How many ids <see cref="EncodeToIds"/> would return, 0 or more.</returns>
    public abstract int CountTokens(ReadOnlySpan<char> text);

    /// <summary>Counts the tokens of a text without building their ids.</summary>
    /// <param name="text">The text; empty text has no token.</param>
    /// <returns>How many ids <see cref="EncodeToIds"/> would return, 0 or more.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public int CountTokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return CountTokens(text.AsSpan());
    }

    /// <summary>Counts the tokens of UTF-8 text, the form in which text travels through DatasetKit.</summary>
    /// <param name="utf8">The text without a byte order mark (one would be counted as text).</param>
    /// <returns>The count of the same text as <see langword="string"/>, 0 or more.</returns>
    public virtual int CountTokensUtf8(ReadOnlySpan<byte> utf8)
    {
        char[] rented = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(utf8.Length));
        try
        {
            return CountTokens(rented.AsSpan(0, Encoding.UTF8.GetChars(utf8, rented)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>Turns UTF-8 text into token ids.</summary>
    /// <param name="utf8">The text without a byte order mark.</param>
    /// <returns>The ids in the order of the text.</returns>
    public virtual IReadOnlyList<int> EncodeToIdsUtf8(ReadOnlySpan<byte> utf8) => EncodeToIds(Utf8Text.Show(utf8));

    /// <summary>Turns UTF-8 text into tokens, each with its place in bytes.</summary>
    /// <param name="utf8">The text without a byte order mark.</param>
    /// <returns>The tokens in the order of the text.</returns>
    public virtual IReadOnlyList<EncodedToken> EncodeToTokensUtf8(ReadOnlySpan<byte> utf8)
    {
        string text = Utf8Text.Show(utf8);
        int[] bytes = new int[text.Length + 1];
        for (int at = 0, place = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out int chars);
            Rune.DecodeFromUtf8(utf8[place..], out _, out int used);
            // Inside a pair of surrogates stands nothing.
            bytes.AsSpan(at, chars).Fill(place);
            at += chars;
            bytes[at] = place += used;
        }

        return [.. EncodeToTokens(text).Select(token => token with { Offset = bytes[token.Offset.Start.Value]..bytes[token.Offset.End.Value] })];
    }

    /// <summary>Says whether a text has at most so many tokens, counting no further than it must.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxTokenCount">The budget, 0 or more.</param>
    /// <returns>Whether <see cref="CountTokens(ReadOnlySpan{char})"/> is at most the budget.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxTokenCount"/> is below 0.</exception>
    public virtual bool FitsBudget(ReadOnlySpan<char> text, int maxTokenCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokenCount);
        return CountTokens(text) <= maxTokenCount;
    }

    /// <summary>Says whether UTF-8 text has at most so many tokens, counting no further than it must.</summary>
    /// <param name="utf8">The text without a byte order mark.</param>
    /// <param name="maxTokenCount">The budget, 0 or more.</param>
    /// <returns>Whether <see cref="CountTokensUtf8"/> is at most the budget.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxTokenCount"/> is below 0.</exception>
    public virtual bool FitsBudgetUtf8(ReadOnlySpan<byte> utf8, int maxTokenCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokenCount);
        return CountTokensUtf8(utf8) <= maxTokenCount;
    }

    /// <summary>Finds how far into a text so many of its tokens reach: where it may be cut to keep its beginning.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxTokenCount">How many tokens at most, 0 or more.</param>
    /// <param name="tokenCount">How many of the text's tokens stand before the place; fewer than asked when a cut after that many would
    /// fall within a character.</param>
    /// <returns>The place: the length of the text when all of it fits.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxTokenCount"/> is below 0.</exception>
    public virtual int GetIndexByTokenCount(ReadOnlySpan<char> text, int maxTokenCount, out int tokenCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokenCount);
        IReadOnlyList<EncodedToken> tokens = EncodeToTokens(text.ToString());
        int count = Math.Min(maxTokenCount, tokens.Count);
        while (count > 0 && count < tokens.Count && tokens[count].Offset.Start.Value < tokens[count - 1].Offset.End.Value)
        {
            count--;
        }

        tokenCount = count;
        return count == tokens.Count ? text.Length : count == 0 ? 0 : tokens[count - 1].Offset.End.Value;
    }

    /// <summary>Finds how far from its end so many of a text's tokens reach: where it may be cut to keep its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxTokenCount">How many tokens at most, 0 or more.</param>
    /// <param name="tokenCount">How many of the text's tokens stand behind the place; fewer than asked when a cut before that many would
    /// fall within a character.</param>
    /// <returns>The place: 0 when all of the text fits.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxTokenCount"/> is below 0.</exception>
    public virtual int GetIndexByTokenCountFromEnd(ReadOnlySpan<char> text, int maxTokenCount, out int tokenCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokenCount);
        IReadOnlyList<EncodedToken> tokens = EncodeToTokens(text.ToString());
        int first = tokens.Count - Math.Min(maxTokenCount, tokens.Count);
        while (first > 0 && first < tokens.Count && tokens[first].Offset.Start.Value < tokens[first - 1].Offset.End.Value)
        {
            first++;
        }

        tokenCount = tokens.Count - first;
        return first == 0 ? 0 : first == tokens.Count ? text.Length : tokens[first].Offset.Start.Value;
    }
}
