namespace DatasetKit.Tokenization;

/// <summary>Turns one piece into ids by the cheapest way there is: it is a token itself, it was seen lately, or its bytes are merged.</summary>
/// <remarks>One a thread.</remarks>
internal sealed class PieceEncoder(RankTable ranks)
{
    /// <summary>The longest piece in bytes; longer ones go to <see cref="BytePairHeap"/>.</summary>
    internal const int MaxLength = BytePairMerge.MaxLength;

    private readonly PieceCache _cache = new();
    private readonly BytePairMerge _merge = new(ranks);
    private readonly int[] _one = new int[1];

    /// <summary>Encodes a piece of 1 to <see cref="MaxLength"/> bytes.</summary>
    /// <returns>Its ids, until the next call.</returns>
    internal ReadOnlySpan<int> Encode(ReadOnlySpan<byte> piece)
    {
        ulong hash = RankTable.Hash(piece);
        int id = ranks.Find(piece, hash);
        if (id != RankTable.None)
        {
            _one[0] = id;
            return _one;
        }

        if (piece.Length > PieceCache.MaxLength)
        {
            return _merge.Encode(piece);
        }

        ReadOnlySpan<int> ids = _cache.Find(piece, hash);
        if (ids.IsEmpty)
        {
            ids = _merge.Encode(piece);
            _cache.Add(piece, hash, ids);
        }

        return ids;
    }
}
