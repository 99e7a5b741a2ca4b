using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DatasetKit.Tokenization;

/// <summary>
/// What the pieces seen lately were encoded to. One a thread and of a fixed size: a piece has one place, and the newest takes it.
/// So there are no locks, and memory does not grow with the number of distinct words.
/// </summary>
internal sealed class PieceCache
{
    /// <summary>The longest piece kept, in bytes. Longer ones seldom come twice.</summary>
    internal const int MaxLength = 48;

    /// <summary>The most ids kept for one piece.</summary>
    internal const int MaxIds = 11;

    private const int Bits = 13;

    private readonly Entry[] _entries = new Entry[1 << Bits];

    /// <summary>The ids of a piece, empty when it is not here.</summary>
    /// <param name="piece">1 to <see cref="MaxLength"/> bytes.</param>
    internal ReadOnlySpan<int> Find(ReadOnlySpan<byte> piece)
    {
        ref Entry entry = ref _entries[PlaceOf(piece)];
        return entry.Length == piece.Length && piece.SequenceEqual(((ReadOnlySpan<byte>)entry.Bytes)[..piece.Length])
            ? ((ReadOnlySpan<int>)entry.Ids)[..entry.Count]
            : [];
    }

    /// <summary>Keeps the ids of a piece, unless they are more than <see cref="MaxIds"/>.</summary>
    internal void Add(ReadOnlySpan<byte> piece, ReadOnlySpan<int> ids)
    {
        if (ids.Length > MaxIds)
        {
            return;
        }

        ref Entry entry = ref _entries[PlaceOf(piece)];
        entry.Length = (byte)piece.Length;
        entry.Count = (byte)ids.Length;
        piece.CopyTo(entry.Bytes);
        ids.CopyTo(entry.Ids);
    }

    private static int PlaceOf(ReadOnlySpan<byte> piece)
    {
        if (piece.Length > PieceKey.MaxLength)
        {
            return (int)(RankTable.Hash(piece) >> (64 - Bits));
        }

        (ulong first, ulong second) = PieceKey.Read(piece);
        return (int)(PieceKey.Mix(first, second + (uint)piece.Length) >> (64 - Bits));
    }

    private struct Entry
    {
        internal PieceBytes Bytes;
        internal PieceIds Ids;
        internal byte Length;
        internal byte Count;
    }

    [InlineArray(MaxLength)]
    private struct PieceBytes
    {
        private byte _first;
    }

    [InlineArray(MaxIds)]
    private struct PieceIds
    {
        private int _first;
    }
}
