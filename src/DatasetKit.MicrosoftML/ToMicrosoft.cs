using System.Buffers;
using Microsoft.ML.Tokenizers;
using MicrosoftTokenizer = Microsoft.ML.Tokenizers.Tokenizer;

namespace DatasetKit.MicrosoftML;

/// <summary>
/// One of ours as one of theirs. Normalization and pre-tokenization are part of the model and cannot be left out, so the settings that ask for that are not heeded,
/// and there is no normalized text: offsets are those of the text that was given.
/// </summary>
internal sealed class ToMicrosoft(Tokenizer inner) : MicrosoftTokenizer
{
    public Tokenizer Inner { get; } = inner;

    protected override EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var whole = text ?? textSpan.ToString();
        if (settings.MaxTokenCount == int.MaxValue)
        {
            return new() { Tokens = Inner.EncodeToIds(whole), CharsConsumed = whole.Length };
        }

        var end = Inner.GetIndexByTokenCount(whole, settings.MaxTokenCount, out var count);
        return new() { Tokens = [.. Inner.EncodeToIds(whole).Take(count)], CharsConsumed = end };
    }

    protected override EncodeResults<Microsoft.ML.Tokenizers.EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var whole = text ?? textSpan.ToString();
        var (end, count) = (whole.Length, int.MaxValue);
        if (settings.MaxTokenCount < int.MaxValue)
        {
            end = Inner.GetIndexByTokenCount(whole, settings.MaxTokenCount, out count);
        }

        return new()
        {
            Tokens = [.. Inner.EncodeToTokens(whole).Take(count).Select(token => new Microsoft.ML.Tokenizers.EncodedToken(token.Id, token.Value, token.Offset))],
            CharsConsumed = end,
        };
    }

    protected override int CountTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var count = Inner.CountTokens(text is null ? textSpan : text.AsSpan());
        return Math.Min(count, settings.MaxTokenCount);
    }

    protected override int GetIndexByTokenCount(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings, bool fromEnd, out string? normalizedText, out int tokenCount)
    {
        normalizedText = null;
        var span = text is null ? textSpan : text.AsSpan();
        return fromEnd
            ? Inner.GetIndexByTokenCountFromEnd(span, settings.MaxTokenCount, out tokenCount)
            : Inner.GetIndexByTokenCount(span, settings.MaxTokenCount, out tokenCount);
    }

    public override string Decode(IEnumerable<int> ids) => Inner.Decode(ids);

    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var all = ids as IReadOnlyList<int> ?? [.. ids];
        var text = Inner.Decode(all);
        if (text.TryCopyTo(destination))
        {
            (idsConsumed, charsWritten) = (all.Count, text.Length);
            return OperationStatus.Done;
        }

        // A character may have several tokens, so that only all of them together are sure to be whole: nothing is given of what does not fit.
        (idsConsumed, charsWritten) = (0, 0);
        return OperationStatus.DestinationTooSmall;
    }
}
