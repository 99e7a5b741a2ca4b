using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>An encoder that remembers short pieces, whatever its model does with a piece that is new.</summary>
internal abstract class CachingEncoder : PieceEncoder
{
    private readonly ShortTokens _short = new();
    private readonly PieceCache _cache = new();
    private readonly TokenOutput _found = new();

    /// <inheritdoc/>
    internal override void Encode(ReadOnlySpan<byte> text, int length, TokenOutput output)
    {
        if (output.WantsPlaces)
        {
            EncodeNew(text[..length], output);
        }
        else
        {
            EncodeRemembered(text, length, output);
        }
    }

    /// <summary>Encodes a piece, or looks up what it was encoded to before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void EncodeRemembered(ReadOnlySpan<byte> text, int length, TokenOutput output)
    {
        if (length <= ShortTokens.MaxLength)
        {
            int id = _short.Find(RankTable.Hash(text, length), length);
            if (id != RankTable.None)
            {
                output.Add(id, length);
                return;
            }
        }

        EncodeLonger(text, length, output);
    }

    /// <summary>Encodes a piece that is not remembered.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="output">Receives every id with its length.</param>
    protected abstract void EncodeNew(ReadOnlySpan<byte> piece, TokenOutput output);

    private void EncodeLonger(ReadOnlySpan<byte> text, int length, TokenOutput output)
    {
        ReadOnlySpan<byte> piece = text[..length];
        if (length > PieceCache.MaxLength)
        {
            EncodeNew(piece, output);
            return;
        }

        ulong hash = RankTable.Hash(text, length);
        ReadOnlySpan<int> ids = _cache.Find(piece, hash);
        if (ids.IsEmpty)
        {
            _found.Reset(OutputKind.Ids);
            EncodeNew(piece, _found);
            ids = _found.Ids;
            if (ids.Length == 1 && length <= ShortTokens.MaxLength)
            {
                _short.Add(hash, length, ids[0]);
            }
            else if (!ids.IsEmpty)
            {
                _cache.Add(piece, hash, ids);
            }
        }

        output.Add(ids);
    }
}
