using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

/// <summary>What a file says, read and checked: all that a pipeline needs but the choice of which added tokens are found.</summary>
internal sealed class TokenizerParts
{
    private const int MaxNormalized = 1 << 14;

    /// <summary>The model.</summary>
    internal required Model Model { get; init; }

    /// <summary>The normalizer.</summary>
    internal Normalizer? Normalizer { get; init; }

    /// <summary>The pre-tokenizer.</summary>
    internal PreTokenizer? PreTokenizer { get; init; }

    /// <summary>The post-processor.</summary>
    internal PostProcessor? PostProcessor { get; init; }

    /// <summary>The decoder.</summary>
    internal Decoder? Decoder { get; init; }

    /// <summary>Every added token.</summary>
    internal List<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>What else there is to tell a person.</summary>
    internal List<TokenizerDetail> MoreDetails { get; init; } = [];

    /// <summary>Puts a pipeline together.</summary>
    /// <param name="findsSpecial">Whether special tokens are found in text.</param>
    internal TokenizerPipeline Assemble(bool findsSpecial) => new()
    {
        Model = Model,
        Normalizer = Normalizer,
        PreTokenizer = PreTokenizer,
        PostProcessor = PostProcessor,
        Decoder = Decoder,
        DecodesBytes = Model.IsOfBytes && Decoder is ByteLevelDecoder or BytesDecoder,
        Speller = Model.IsOfBytes && Decoder is not BytesDecoder ? id => ByteSpelling.Of(Model.Tokens.BytesOf(id)) : null,
        AddedTokens = AddedTokens,
        Finder = AddedTokenFinder.Create(AddedTokens.Where(token => !token.IsNormalized), AddedTokenFinder.Spell, findsSpecial),
        NormalizedFinder = AddedTokenFinder.Create(AddedTokens.Where(token => token.IsNormalized), Normalized, findsSpecial),
        WithSpecialTokens = Assemble,
        Details = () => [.. Details(findsSpecial).Select(detail => detail with { Text = DisplayPath.OneLine(detail.Text) })],
    };

    private byte[] Normalized(AddedToken token)
    {
        var pieces = new PieceList { IsFirst = true };
        byte[] spelled = AddedTokenFinder.Spell(token);
        pieces.Allow("normalizer", spelled.Length);
        pieces.Text.AppendOriginal(spelled, 0);
        Normalizer?.Apply(pieces);
        return pieces.Text.Length <= MaxNormalized ? pieces.Text.Span.ToArray() : throw new FaultyFileException(
            "normalizer", FormattableString.Invariant($"it makes {pieces.Text.Length:N0} bytes of the added token {token.Id}"));
    }

    private IEnumerable<TokenizerDetail> Details(bool findsSpecial)
    {
        yield return new("model", Model.Description);
        yield return new("normalizer", Normalizer?.Description ?? "none: text stays as it is");
        yield return new("pre_tokenizer", PreTokenizer?.Description ?? "none: a text is one piece");
        yield return new("post_processor", PostProcessor?.Description ?? "none: no token comes before or behind a text");
        yield return new("decoder", Decoder?.Description ?? "none: tokens are joined by spaces");
        if (AddedTokens.Count > 0)
        {
            int special = AddedTokens.Count(token => token.IsSpecial);
            yield return new("added_tokens", FormattableString.Invariant(
                $"{AddedTokens.Count:N0}, of which {special:N0} special, {(findsSpecial ? "found in text" : "ordinary text where they are spelled")}"));
        }

        foreach (TokenizerDetail detail in MoreDetails)
        {
            yield return detail;
        }
    }
}
