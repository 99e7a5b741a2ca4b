using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DatasetKit.Tokenization;

/// <summary>
/// The piece that is most frequent in every text whose letters are ASCII: a space or another sign, perhaps, and a word of up to sixteen letters. Found without
/// a branch that depends on the text, because where a word ends cannot be foreseen, and a processor that guesses wrong loses more time than all of this takes.
/// </summary>
internal static class PlainWord
{
    private const int MaxLetters = 16;

    // 1 for a sign that may stand before the letters of a word: ASCII, but no letter, digit, line end or apostrophe, which begins contractions.
    private static ReadOnlySpan<byte> Prefixes =>
    [
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1,
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1,
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    // 1 for what ends a word behind any letter, 2 for a capital, which ends one behind a small letter; 0 where somebody else must look.
    private static ReadOnlySpan<byte> Ends =>
    [
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1,
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary><c>[^\r\n\p{L}\p{N}]?[A-Z]?[a-z]*</c>, where that is all of the piece: of patterns that end words at capitals.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="start">Where a piece starts.</param>
    /// <returns>Where it ends; <paramref name="start"/> when it may be something else.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int OfOneCapital(ReadOnlySpan<byte> utf8, int start)
    {
        if (utf8.Length - start < MaxLetters + 2)
        {
            return start;
        }

        ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetReference(utf8), start);
        int prefix = Prefixes[first];
        Vector128<byte> bytes = Vector128.LoadUnsafe(ref first, (nuint)prefix);
        int letters = Letters(bytes | Vector128.CreateScalar((byte)0x20));
        int end = Ends[Unsafe.Add(ref first, prefix + letters)];
        // A capital ends the word if the letter before it is small.
        int mayEnd = 1 + (letters > 1 || (bytes.ToScalar() & 0x20) != 0 ? 1 : 0);
        return (uint)letters - 1 < MaxLetters - 1 && (uint)end - 1 < (uint)mayEnd ? start + prefix + letters : start;
    }

    /// <summary><c>[^\r\n\p{L}\p{N}]?[A-Za-z]+</c>, where that is all of the piece: of patterns that end words only where letters end.</summary>
    /// <inheritdoc cref="OfOneCapital"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int OfLetters(ReadOnlySpan<byte> utf8, int start)
    {
        if (utf8.Length - start < MaxLetters + 2)
        {
            return start;
        }

        ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetReference(utf8), start);
        int prefix = Prefixes[first];
        int letters = Letters(Vector128.LoadUnsafe(ref first, (nuint)prefix) | Vector128.Create((byte)0x20));
        return (uint)letters - 1 < MaxLetters - 1 && Ends[Unsafe.Add(ref first, prefix + letters)] == 1 ? start + prefix + letters : start;
    }

    /// <summary>How many small letters stand at the start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Letters(Vector128<byte> bytes)
    {
        Vector128<byte> isLetter = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'a'), Vector128.Create((byte)('z' - 'a')));
        return BitOperations.TrailingZeroCount(~isLetter.ExtractMostSignificantBits());
    }
}
