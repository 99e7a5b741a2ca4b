using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>
/// Which two characters of up to three bytes stand side by side in some token, and what stands beside them there: where no token is just the two, and the text
/// has something else beside them, no token can be made of them.
/// </summary>
/// <remarks>Kept as bits by hash: may say that a token has them where none has, never the reverse.</remarks>
internal sealed class CharacterPairs
{
    private const int Bits = 20;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    // What stands beside two characters: nothing, or something that is no whole character of up to three bytes; what is before them, or what is behind.
    private const ulong Alone = 0;
    private const ulong Before = 1UL << 48;
    private const ulong Behind = 2UL << 48;

    private readonly ulong[] _pairs = new ulong[1 << (Bits - 6)];
    private readonly ulong[] _neighbours = new ulong[1 << (Bits - 6)];

    /// <summary>How many bytes the character before a place has, or 0 when it has four or is not whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int LengthBefore(ReadOnlySpan<byte> text, int place)
    {
        if (place >= 3 && text[place - 3] is >= 0xE0 and < 0xF0)
        {
            return 3;
        }

        return text[place - 1] < 0x80 ? 1 : place >= 2 && text[place - 2] is >= 0xC0 and < 0xE0 ? 2 : 0;
    }

    /// <summary>How many bytes the character at a place has, or 0 when it has four or is not whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int LengthAt(ReadOnlySpan<byte> text, int place)
    {
        int length = text[place] switch { < 0x80 => 1, < 0xC0 => 0, < 0xE0 => 2, < 0xF0 => 3, _ => 0 };
        return place + length <= text.Length ? length : 0;
    }

    /// <summary>Learns two characters that stand side by side in a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="joint">Where the right one starts.</param>
    /// <returns>False when one of them has four bytes or is not whole; then nothing is learnt.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryLearn(ReadOnlySpan<byte> token, int joint)
    {
        int before = LengthBefore(token, joint), after = LengthAt(token, joint);
        if (before == 0 || after == 0)
        {
            return false;
        }

        ulong pair = Pair(token, joint, before, after);
        Set(_pairs, Place(pair));
        int left = joint - before, right = joint + after;
        // One that stands beside them in the token must stand there in the text.
        ulong neighbour = left > 0 ? NeighbourBefore(token, left) : right < token.Length ? NeighbourAt(token, right) : Alone;
        Set(_neighbours, Place(pair, neighbour));
        return true;
    }

    /// <summary>Whether some token may be made of two characters, and what stands beside them.</summary>
    /// <param name="text">Whole characters, of which nothing merges with what is outside.</param>
    /// <param name="joint">Where the right one starts.</param>
    /// <param name="before">How many bytes the left one has, up to three.</param>
    /// <param name="after">How many bytes the right one has, up to three.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool MayMerge(ReadOnlySpan<byte> text, int joint, int before, int after)
    {
        ulong pair = Pair(text, joint, before, after);
        return Has(_pairs, Place(pair)) && (Has(_neighbours, Place(pair, Alone)) || HasNeighbours(text, pair, joint - before, joint + after));
    }

    private bool HasNeighbours(ReadOnlySpan<byte> text, ulong pair, int left, int right) =>
        left > 0 && NeighbourBefore(text, left) is var before && before != Alone && Has(_neighbours, Place(pair, before))
        || right < text.Length && NeighbourAt(text, right) is var behind && behind != Alone && Has(_neighbours, Place(pair, behind));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NeighbourBefore(ReadOnlySpan<byte> text, int place) =>
        LengthBefore(text, place) is var length && length > 0 ? Before | Read(text, place - length, length) : Alone;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NeighbourAt(ReadOnlySpan<byte> text, int place) =>
        LengthAt(text, place) is var length && length > 0 ? Behind | Read(text, place, length) : Alone;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Pair(ReadOnlySpan<byte> text, int joint, int before, int after) =>
        Read(text, joint - before, before) << 24 | Read(text, joint, after);

    /// <summary>A character as a number; those of different lengths differ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ReadOnlySpan<byte> text, int start, int length) => length switch
    {
        3 => (ulong)(text[start] << 16 | text[start + 1] << 8 | text[start + 2]),
        2 => (ulong)(text[start] << 8 | text[start + 1]),
        _ => text[start],
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Place(ulong pair) => (int)(pair * Multiplier >> (64 - Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Place(ulong pair, ulong neighbour)
    {
        ulong mixed = pair * Multiplier ^ neighbour;
        return (int)((mixed ^ mixed >> 32) * Multiplier >> (64 - Bits));
    }

    private static void Set(ulong[] bits, int place) => bits[place >> 6] |= 1UL << place;

    private static bool Has(ulong[] bits, int place) => (bits[place >> 6] >> place & 1) != 0;
}
