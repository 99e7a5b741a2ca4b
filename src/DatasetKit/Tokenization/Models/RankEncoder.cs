using System.Buffers;
using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>Turns one piece into ids by the cheapest way there is: it is a token itself, it was seen lately, or its bytes are merged.</summary>
/// <remarks>For vocabularies in which a token's rank is its id, and every token is what its bytes merge to.</remarks>
internal sealed class RankEncoder(RankTable ranks) : PieceEncoder
{
    private readonly ShortTokens _short = new();
    private readonly PieceCache _cache = new();
    private readonly BytePairMerge _merge = new(ranks);

    /// <inheritdoc/>
    internal override void Encode(ReadOnlySpan<byte> text, int length, TokenOutput output)
    {
        // A long piece that ends in Chinese is most likely a clause, which is cut before it is looked up: no token holds what may be cut.
        bool isCut = length > ShortTokens.MaxLength && text[length - 1] >= 0x80;
        int cut = isCut ? ranks.Joints.FirstCut(text[..length]) : length;
        while (true)
        {
            int id = Find(text, cut, out ulong hash);
            if (id != RankTable.None)
            {
                output.Add(id, cut);
            }
            else
            {
                if (!isCut)
                {
                    isCut = true;
                    cut = ranks.Joints.FirstCut(text[..length]);
                    if (cut < length)
                    {
                        continue;
                    }
                }

                EncodeUnknown(text[..cut], hash, output);
            }

            text = text[cut..];
            length -= cut;
            if (length == 0)
            {
                return;
            }

            isCut = true;
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

    private void EncodeUnknown(ReadOnlySpan<byte> piece, ulong hash, TokenOutput output)
    {
        if (piece.Length > BytePairMerge.MaxLength)
        {
            EncodeLong(piece, output);
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
