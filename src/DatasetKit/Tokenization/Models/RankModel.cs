namespace DatasetKit.Tokenization;

/// <summary>Byte-pair encoding as tiktoken has it: a vocabulary of bytes, in which a token's rank is its id, and nothing else.</summary>
internal sealed class RankModel(RankTable ranks) : Model
{
    /// <inheritdoc/>
    internal override string Description => FormattableString.Invariant($"byte-pair encoding by rank, {ranks.Known:N0} tokens");

    /// <inheritdoc/>
    internal override RankTable Tokens => ranks;

    /// <inheritdoc/>
    internal override bool IsOfBytes => true;

    /// <inheritdoc/>
    internal override PieceEncoder CreateEncoder() => new RankEncoder(ranks);
}
