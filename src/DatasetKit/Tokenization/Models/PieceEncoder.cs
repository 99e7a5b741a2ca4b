using System.Buffers;
using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>Turns one piece into ids by the cheapest way there is: it is a token itself, it was seen lately, or its bytes are merged.</summary>
/// <remarks>One a thread.</remarks>
internal sealed class PieceEncoder(RankTable ranks)
{
    private readonly ShortTokens _short = new();
    private readonly PieceCache _cache = new();
    private readonly BytePairMerge _merge = new(ranks);

    /// <summary>Encodes a piece.</summary>
    /// <param name="text">The piece and all that follows it, in valid UTF-8.</param>
    /// <param name="length">The length of the piece: at least one byte, whole characters.</param>
    /// <param name="sink">Receives the ids.</param>
    internal void Encode<TSink>(ReadOnlySpan<byte> text, int length, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        int id = Find(text, length, out ulong hash);
        if (id != RankTable.None)
        {
            sink.Add(id);
            return;
        }

        int cut = ranks.Joints.FirstCut(text[..length]);
        if (cut == length)
        {
            EncodeUnknown(text[..length], hash, ref sink);
            return;
        }

        while (true)
        {
            id = Find(text, cut, out hash);
            if (id != RankTable.None)
            {
                sink.Add(id);
            }
            else
            {
                EncodeUnknown(text[..cut], hash, ref sink);
            }

            text = text[cut..];
            length -= cut;
            if (length == 0)
            {
                return;
            }

            cut = ranks.Joints.FirstCut(text[..length]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(ReadOnlySpan<byte> text, int length, out ulong hash)
    {
        if (length > ShortTokens.MaxLength)
        {
            return ranks.Find(text, length, out hash);
        }

        hash = RankTable.Hash(text, length);
        int id = _short.Find(hash, length);
        return id != RankTable.None ? id : FindAndKeep(text, length);
    }

    private int FindAndKeep(ReadOnlySpan<byte> text, int length)
    {
        int id = ranks.Find(text, length, out ulong bytes);
        if (id != RankTable.None)
        {
            _short.Add(bytes, length, id);
        }

        return id;
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
