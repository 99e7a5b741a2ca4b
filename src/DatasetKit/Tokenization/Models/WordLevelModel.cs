namespace DatasetKit.Tokenization;

/// <summary>The model <c>WordLevel</c>: a piece is a token or unknown.</summary>
/// <param name="tokens">The vocabulary.</param>
/// <param name="unknown">The token for other pieces; null when there is none.</param>
internal sealed class WordLevelModel(RankTable tokens, int? unknown) : Model
{
    /// <inheritdoc/>
    internal override RankTable Tokens => tokens;

    /// <inheritdoc/>
    internal override string Description => FormattableString.Invariant($"WordLevel, {tokens.Known:N0} tokens");

    /// <inheritdoc/>
    internal override PieceEncoder CreateEncoder() => new Encoder(tokens, unknown);

    private sealed class Encoder(RankTable tokens, int? unknown) : PieceEncoder
    {
        protected override bool EncodeNew(ReadOnlySpan<byte> text, int length, TokenOutput output)
        {
            int id = tokens.Find(text, length);
            output.Add(id != RankTable.None ? id : unknown ?? throw new FaultyFileException(
                "model.unk_token", $"the text has '{Internals.Utf8Text.Excerpt(text[..length])}', which is no token, and the vocabulary has no token for what is none"), length);
            return true;
        }
    }
}
