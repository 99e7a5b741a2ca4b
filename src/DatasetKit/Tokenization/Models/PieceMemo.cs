using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace DatasetKit.Tokenization;

/// <summary>
/// The pieces of up to fifteen bytes that were met lately, and what they were encoded to: nearly every piece of nearly every text, so that neither the
/// vocabulary is asked nor bytes are merged.
/// </summary>
/// <remarks>
/// One a thread, of a fixed size: a piece has one place, and the newest takes it. A look-up has two steps with others between them, because the wait for
/// memory is longer than all the rest: the first asks for the place to be brought near the processor.
/// </remarks>
internal sealed unsafe class PieceMemo
{
    /// <summary>The most ids that are kept of a piece; of one that has more only the number is.</summary>
    internal const int MaxIds = 3;

    private const int Bits = 17;
    private const int Line = 64;

    // Not the collector's: it cannot be asked for memory in which two entries share a line of the cache and none lies on two, nor for pages that take no room
    // until something is kept in them, and a text of a few words touches a few.
    private readonly void* _memory = NativeMemory.AllocZeroed(((nuint)sizeof(Entry) << Bits) + Line);
    private readonly Entry* _entries;

    /// <summary>Makes an empty one.</summary>
    internal PieceMemo() => _entries = (Entry*)((nint)_memory + Line - 1 & -Line);

    /// <summary>Gives the memory back. Whoever encodes holds the encoder until it is done, and that holds this.</summary>
    ~PieceMemo() => NativeMemory.Free(_memory);

    /// <summary>Starts a look-up.</summary>
    /// <param name="text">The piece, and what follows it.</param>
    /// <param name="length">How many bytes it has, at least one; what is longer than <see cref="PieceKey.MaxLength"/> is never found.</param>
    /// <param name="place">Receives the key, and where the piece is if it is here.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Seek(ReadOnlySpan<byte> text, int length, out Place place)
    {
        if (length > PieceKey.MaxLength)
        {
            place = new Place(0, (ulong)PieceKey.MaxLength + 1 << 56, 0);
            return;
        }

        (ulong first, ulong second) = PieceKey.Read(text);
        // What stands behind the piece is cleared: in the second number of more than seven bytes, else in the first and all of the second.
        ulong last = (1UL << 8 * (length & 7)) - 1, isLong = 0UL - (ulong)(length >> 3);
        first &= last | isLong;
        second = second & last & isLong | (ulong)length << 56;
        int index = (int)(PieceKey.Spread(first, second) >> (64 - Bits));
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(_entries + index);
        }

        place = new Place(first, second, index);
    }

    /// <summary>Ends a look-up: how many tokens a piece is, 0 when it is not here.</summary>
    /// <param name="place">What <see cref="Seek"/> gave.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Count(in Place place)
    {
        Entry* entry = _entries + place.Index;
        return (entry->First ^ place.First | entry->Second ^ place.Second) == 0 ? entry->Count : 0;
    }

    /// <summary>Ends a look-up: adds the ids of a piece, if they are here.</summary>
    /// <param name="place">What <see cref="Seek"/> gave.</param>
    /// <param name="output">Receives the ids.</param>
    /// <returns>Whether they were here.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryAdd(in Place place, TokenOutput output)
    {
        Entry* entry = _entries + place.Index;
        if (entry->First != place.First || entry->Second != place.Second || entry->Id0 == RankTable.None)
        {
            return false;
        }

        output.AddFew(entry->Count, entry->Id0, entry->Id1, entry->Id2);
        return true;
    }

    /// <summary>Keeps how many tokens a piece is, at least one.</summary>
    internal void Add(in Place place, int count) => _entries[place.Index] = new Entry(place.First, place.Second, RankTable.None, 0, 0, count);

    /// <summary>Keeps what a piece is encoded to: one to <see cref="MaxIds"/> ids.</summary>
    internal void Add(in Place place, ReadOnlySpan<int> ids) =>
        _entries[place.Index] = new Entry(place.First, place.Second, ids[0], ids.Length > 1 ? ids[1] : 0, ids.Length > 2 ? ids[2] : 0, ids.Length);

    /// <summary>A piece's key, and where it is if it is here.</summary>
    internal readonly record struct Place(ulong First, ulong Second, int Index);

    private readonly record struct Entry(ulong First, ulong Second, int Id0, int Id1, int Id2, int Count);
}
