using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>
/// The tokens of up to eight bytes that were met lately: most words of most texts, in as much memory as stays near the processor. The rank table
/// knows them too, but its two megabytes do not.
/// </summary>
/// <remarks>One a thread, of a fixed size: a token has one place, and the newest takes it.</remarks>
internal sealed class ShortTokens
{
    /// <summary>The longest token kept, in bytes.</summary>
    internal const int MaxLength = 8;

    private const int Bits = 13;

    private readonly Entry[] _entries = new Entry[1 << Bits];

    /// <summary>The id of a token, or <see cref="RankTable.None"/> when it is not here.</summary>
    /// <param name="bytes">Its bytes, the first lowest, zeros above.</param>
    /// <param name="length">How many they are, 1 to <see cref="MaxLength"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Find(ulong bytes, int length)
    {
        ref readonly Entry entry = ref _entries[PlaceOf(bytes)];
        return entry.Bytes == bytes && entry.Length == length ? entry.Id : RankTable.None;
    }

    /// <summary>Keeps a token.</summary>
    internal void Add(ulong bytes, int length, int id) => _entries[PlaceOf(bytes)] = new Entry(bytes, length, id);

    private static int PlaceOf(ulong bytes) => (int)((bytes ^ bytes >> 32) * 0x9E3779B97F4A7C15 >> (64 - Bits));

    private readonly record struct Entry(ulong Bytes, int Length, int Id);
}
