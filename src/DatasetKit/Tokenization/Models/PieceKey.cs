using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>
/// A piece of up to fifteen bytes as numbers that are the piece itself, so that equal numbers are equal pieces and no table needs to look at bytes again: up
/// to seven bytes with their number on top, or eight bytes and up to seven with their number on top. Never zero, which tables have for an empty place.
/// </summary>
internal static class PieceKey
{
    /// <summary>The longest piece that is one number.</summary>
    internal const int ShortLength = 7;

    /// <summary>The longest piece that is two.</summary>
    internal const int MaxLength = 15;

    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    /// <summary>Reads the sixteen bytes at the start of a text, with zeros behind its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (ulong First, ulong Second) Read(ReadOnlySpan<byte> text) => text.Length >= 2 * sizeof(ulong)
        ? (BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt64LittleEndian(text[sizeof(ulong)..]))
        : ReadEnd(text);

    /// <summary>The key of up to <see cref="ShortLength"/> bytes, or the second half of the key of more: the bytes that belong to the piece, and its length.</summary>
    /// <param name="bytes">The eight bytes of which the last of the piece are the first.</param>
    /// <param name="length">How many bytes the whole piece has.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Close(ulong bytes, int length) => bytes & (1UL << 8 * (length & 7)) - 1 | (ulong)length << 56;

    /// <summary>Spreads a key; the high bits depend on all of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Mix(ulong key)
    {
        ulong mixed = key * Multiplier;
        return (mixed ^ mixed >> 32) * Multiplier;
    }

    /// <summary>Spreads a key of two numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Mix(ulong first, ulong second)
    {
        ulong mixed = first * Multiplier;
        return Mix(mixed ^ mixed >> 32 ^ second);
    }

    /// <summary>Spreads a key of two numbers in fewer steps, well enough for a table in which each key has one place; the high bits depend on all of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Spread(ulong first, ulong second)
    {
        ulong mixed = first * Multiplier + second * 0xC2B2AE3D27D4EB4F;
        return (mixed ^ mixed >> 32) * Multiplier;
    }

    private static (ulong First, ulong Second) ReadEnd(ReadOnlySpan<byte> text)
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(ulong)];
        bytes.Clear();
        text.CopyTo(bytes);
        return (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(ulong)..]));
    }
}
