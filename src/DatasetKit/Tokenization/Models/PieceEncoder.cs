using System.Buffers;

namespace DatasetKit.Tokenization;

/// <summary>Turns one piece into ids by the cheapest way there is: it is a token itself, it was seen lately, or its bytes are merged.</summary>
/// <remarks>One a thread.</remarks>
internal sealed class PieceEncoder(RankTable ranks)
{
    private readonly PieceCache _cache = new();
    private readonly BytePairMerge _merge = new(ranks);

    /// <summary>Encodes a piece.</summary>
    /// <param name="piece">At least one byte, whole characters.</param>
    /// <param name="sink">Receives the ids.</param>
    internal void Encode<TSink>(ReadOnlySpan<byte> piece, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        int id = ranks.Find(piece, out ulong hash);
        if (id != RankTable.None)
        {
            sink.Add(id);
            return;
        }

        int cut = ranks.Joints.FirstCut(piece);
        if (cut == piece.Length)
        {
            EncodeUnknown(piece, hash, ref sink);
            return;
        }

        while (true)
        {
            ReadOnlySpan<byte> part = piece[..cut];
            id = ranks.Find(part, out hash);
            if (id != RankTable.None)
            {
                sink.Add(id);
            }
            else
            {
                EncodeUnknown(part, hash, ref sink);
            }

            piece = piece[cut..];
            if (piece.IsEmpty)
            {
                return;
            }

            cut = ranks.Joints.FirstCut(piece);
        }
    }

    private void EncodeUnknown<TSink>(ReadOnlySpan<byte> piece, ulong hash, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        if (piece.Length > BytePairMerge.MaxLength)
        {
            EncodeLong(piece, ref sink);
            return;
        }

        ReadOnlySpan<int> ids = piece.Length <= PieceCache.MaxLength ? _cache.Find(piece, hash) : [];
        if (ids.IsEmpty)
        {
            ids = _merge.Encode(piece);
            if (piece.Length <= PieceCache.MaxLength)
            {
                _cache.Add(piece, hash, ids);
            }
        }

        sink.Add(ids);
    }

    private void EncodeLong<TSink>(ReadOnlySpan<byte> piece, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        int[] ids = ArrayPool<int>.Shared.Rent(piece.Length);
        try
        {
            sink.Add(ids.AsSpan(0, BytePairHeap.Encode(ranks, piece, ids)));
        }
        finally
        {
            ArrayPool<int>.Shared.Return(ids);
        }
    }
}
