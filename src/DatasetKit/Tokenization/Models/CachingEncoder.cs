namespace DatasetKit.Tokenization;

/// <summary>An encoder that remembers the ids of pieces, whatever its model does with a piece that is new.</summary>
/// <param name="joints">Where a piece may be cut, each part encoded by itself; null when nowhere.</param>
/// <param name="isOfWide">Whether they are only joints beside characters of three bytes or more: they are not asked for, and not learnt, until there is one.</param>
internal abstract class CachingEncoder(Func<Joints>? joints = null, bool isOfWide = false) : PieceEncoder
{
    private readonly PieceCache _cache = new();
    private readonly TokenOutput _found = new();

    /// <inheritdoc/>
    protected override bool EncodeNew(ReadOnlySpan<byte> text, int length, TokenOutput output)
    {
        if (joints is null || isOfWide && !WideJoints.HasAny(text[..length]) || !TryParts(text, length, joints(), output))
        {
            Recall(text[..length], output);
        }

        return true;
    }

    /// <inheritdoc/>
    protected override bool EncodePart(ReadOnlySpan<byte> text, int length, TokenOutput output)
    {
        Recall(text[..length], output);
        return true;
    }

    /// <summary>Encodes a piece by the model.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="output">Receives every id with its length.</param>
    protected abstract void EncodePiece(ReadOnlySpan<byte> piece, TokenOutput output);

    private void Recall(ReadOnlySpan<byte> piece, TokenOutput output)
    {
        if (output.WantsPlaces || piece.Length > PieceCache.MaxLength)
        {
            EncodePiece(piece, output);
            return;
        }

        ReadOnlySpan<int> ids = _cache.Find(piece);
        if (ids.IsEmpty)
        {
            _found.Reset(OutputKind.Ids);
            EncodePiece(piece, _found);
            ids = _found.Ids;
            if (!ids.IsEmpty)
            {
                _cache.Add(piece, ids);
            }
        }

        output.Add(ids);
    }
}
