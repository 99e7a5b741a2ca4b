using MicrosoftTokenizer = Microsoft.ML.Tokenizers.Tokenizer;

namespace DatasetKit.MicrosoftML;

/// <summary>One of theirs as one of ours.</summary>
internal sealed class FromMicrosoft(MicrosoftTokenizer inner, string name) : Tokenizer
{
    public MicrosoftTokenizer Inner { get; } = inner;

    public override string Name { get; } = name;

    public override int CountTokens(ReadOnlySpan<char> text) => Inner.CountTokens(text);

    public override IReadOnlyList<int> EncodeToIds(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Inner.EncodeToIds(text);
    }

    /// <summary>Their offsets are those of the normalized text, ours those of the text that was given; where the two differ there is no telling.</summary>
    public override IReadOnlyList<EncodedToken> EncodeToTokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = Inner.EncodeToTokens(text, out var normalized);
        return normalized is null || normalized == text
            ? [.. tokens.Select(token => new EncodedToken(token.Id, token.Value, token.Offset))]
            : throw new NotSupportedException($"{Name} normalizes text, and says where its tokens stand in the normalized text only; use its ids and counts, or DatasetKit's Tokenizer.LoadAsync with the model's own files.");
    }

    public override string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        try
        {
            return Inner.Decode(ids);
        }
        catch (InvalidOperationException fault)
        {
            throw new TokenizerException($"{Name} has not all of the ids: {fault.Message}", fault);
        }
    }
}
