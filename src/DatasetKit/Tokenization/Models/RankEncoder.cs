using System.Buffers;

namespace DatasetKit.Tokenization;

/// <summary>Turns one piece into ids by the cheapest way there is: it is a token itself, it was seen lately, or its bytes are merged.</summary>
/// <remarks>For vocabularies in which a token's rank is its id, and every token is what its bytes merge to.</remarks>
internal sealed class RankEncoder(RankTable ranks) : PieceEncoder
{
    private readonly PieceCache _cache = new();
    private readonly BytePairMerge _merge = new(ranks);

    /// <inheritdoc/>
    protected override Joints ClauseJoints => ranks.Joints;

    /// <inheritdoc/>
    protected override void SeekNew(ReadOnlySpan<byte> text, int length) => ranks.Seek(text, length);

    /// <inheritdoc/>
    protected override bool EncodeNew(ReadOnlySpan<byte> text, int length, TokenOutput output)
    {
        // A long piece that ends in Chinese is most likely a clause, which is cut before it is looked up: no token holds what may be cut.
        bool isClause = length > PieceKey.ShortLength && text[length - 1] >= 0x80;
        if (isClause && TryParts(text, length, ranks.Joints, output))
        {
            return true;
        }

        int id = ranks.Find(text, length);
        if (id != RankTable.None)
        {
            output.Add(id, length);
        }
        else if (isClause || !TryParts(text, length, ranks.Joints, output))
        {
            EncodeUnknown(text[..length], output);
        }

        return true;
    }

    /// <inheritdoc/>
    protected override bool EncodePart(ReadOnlySpan<byte> text, int length, TokenOutput output)
    {
        int id = ranks.Find(text, length);
        if (id != RankTable.None)
        {
            output.Add(id, length);
        }
        else
        {
            EncodeUnknown(text[..length], output);
        }

        return true;
    }

    private void EncodeUnknown(ReadOnlySpan<byte> piece, TokenOutput output)
    {
        if (piece.Length > BytePairMerge.MaxLength)
        {
            EncodeLong(piece, output);
            return;
        }

        bool isKept = piece.Length <= PieceCache.MaxLength;
        ReadOnlySpan<int> ids = isKept ? _cache.Find(piece) : [];
        if (ids.IsEmpty)
        {
            ids = _merge.Encode(piece);
            if (isKept)
            {
                _cache.Add(piece, ids);
            }
        }

        Add(ids, output);
    }

    private void EncodeLong(ReadOnlySpan<byte> piece, TokenOutput output)
    {
        int[] ids = ArrayPool<int>.Shared.Rent(piece.Length);
        try
        {
            Add(ids.AsSpan(0, BytePairHeap.Encode(ranks, piece, ids)), output);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(ids);
        }
    }

    private void Add(ReadOnlySpan<int> ids, TokenOutput output)
    {
        if (!output.WantsPlaces)
        {
            output.Add(ids);
            return;
        }

        foreach (int id in ids)
        {
            output.Add(id, ranks.BytesOf(id).Length);
        }
    }
}
