using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace DatasetKit.Tokenization;

/// <summary>
/// The pieces of up to fifteen bytes that were met lately, and how many tokens each is: nearly every piece of nearly every text, so that neither the
/// vocabulary is asked nor bytes are merged.
/// </summary>
/// <remarks>
/// One a thread, of a fixed size: a piece has one place, and the newest takes it. A look-up has two steps with others between them, because the wait for
/// memory is longer than all the rest: the first asks for the place to be brought near the processor.
/// </remarks>
internal sealed class PieceMemo
{
    private const int Bits = 14;

    private readonly Entry[] _entries = new Entry[1 << Bits];

    /// <summary>Starts a look-up.</summary>
    /// <param name="text">The piece, and what follows it.</param>
    /// <param name="length">How many bytes it has, 1 to <see cref="PieceKey.MaxLength"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal unsafe Place Seek(ReadOnlySpan<byte> text, int length)
    {
        Place place = PlaceOf(text, length);
        if (Sse.IsSupported)
        {
            // Only a hint: nothing is read, and it does no harm that the collector may move the array.
            Sse.Prefetch0(Unsafe.AsPointer(ref _entries[place.Index]));
        }

        return place;
    }

    /// <summary>Ends a look-up: how many tokens a piece is, 0 when it is not here.</summary>
    /// <param name="place">What <see cref="Seek"/> gave.</param>
    /// <param name="id">Its id, if it is one token whose id was kept; else <see cref="RankTable.None"/>. Means nothing when it is not here.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Find(in Place place, out int id)
    {
        ref readonly Entry entry = ref _entries[place.Index];
        id = entry.Id;
        return entry.First == place.First && entry.Second == place.Second ? entry.Count : 0;
    }

    /// <summary>Keeps how many tokens a piece is.</summary>
    /// <param name="place">What <see cref="Seek"/> gave.</param>
    /// <param name="count">How many tokens it is, at least one.</param>
    /// <param name="id">Its id, if it is one token and the id is known; else <see cref="RankTable.None"/>.</param>
    internal void Add(in Place place, int count, int id) => _entries[place.Index] = new Entry(place.First, place.Second, id, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Place PlaceOf(ReadOnlySpan<byte> text, int length)
    {
        (ulong first, ulong second) = PieceKey.Read(text);
        if (length <= PieceKey.ShortLength)
        {
            first = PieceKey.Close(first, length);
            return new Place(first, 0, (int)(PieceKey.Mix(first) >> (64 - Bits)));
        }

        second = PieceKey.Close(second, length);
        return new Place(first, second, (int)(PieceKey.Mix(first, second) >> (64 - Bits)));
    }

    /// <summary>A piece's key, and where it is if it is here.</summary>
    internal readonly record struct Place(ulong First, ulong Second, int Index);

    private readonly record struct Entry(ulong First, ulong Second, int Id, int Count);
}
