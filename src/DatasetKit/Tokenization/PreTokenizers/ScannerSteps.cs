using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using static DatasetKit.Tokenization.CharacterClass;

namespace DatasetKit.Tokenization;

/// <summary>The alternatives that the patterns of the tiktoken family have in common.</summary>
internal static class ScannerSteps
{
    /// <summary>Where a run of code points with any of these class bits ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Run(ReadOnlySpan<byte> utf8, int position, int bits)
    {
        ReadOnlySpan<byte> ascii = CharacterClasses.Ascii;
        while ((uint)position < (uint)utf8.Length)
        {
            int lead = utf8[position];
            int size = 1;
            int found = (uint)lead < (uint)ascii.Length ? ascii[lead] : CharacterClasses.At(utf8, position, out size);
            if ((found & bits) == 0)
            {
                break;
            }

            position += size;
        }

        return position;
    }

    /// <summary><c>\p{L}*</c>.</summary>
    internal static int Letters(ReadOnlySpan<byte> utf8, int position) => Run(utf8, AsciiLetters(utf8, position, 0x2020202020202020), Letter);

    /// <summary><c>[\p{Ll}\p{Lm}\p{Lo}\p{M}]*</c>.</summary>
    internal static int SmallLetters(ReadOnlySpan<byte> utf8, int position) => Run(utf8, AsciiLetters(utf8, position, 0), Lower | Caseless | Mark);

    /// <summary>
    /// Passes small ASCII letters, eight bytes at a time: where a word ends cannot be foreseen, and a loop that guesses wrong once a word
    /// costs more than all the rest. May stop early, never late.
    /// </summary>
    /// <param name="utf8">The text.</param>
    /// <param name="position">Where to start.</param>
    /// <param name="fold">0x20 in every byte to pass capitals too, else 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int AsciiLetters(ReadOnlySpan<byte> utf8, int position, ulong fold)
    {
        const ulong High = 0x8080808080808080;
        while (position <= utf8.Length - 8)
        {
            ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(utf8[position..]);
            ulong low = bytes & ~High | fold;
            // The high bit of a byte comes up where it is above 'z', stays down where it is below 'a', or was up already.
            ulong others = (low + 0x0505050505050505 | ~(low + 0x1F1F1F1F1F1F1F1F) | bytes) & High;
            position += BitOperations.TrailingZeroCount(others) >> 3;
            if (others != 0)
            {
                break;
            }
        }

        return position;
    }

    /// <summary><c>\p{N}{1,max}</c>, the first digit being known.</summary>
    internal static int Digits(ReadOnlySpan<byte> utf8, int afterFirst, int max = 3)
    {
        int position = afterFirst;
        for (int more = 1; more < max && position < utf8.Length; more++)
        {
            if ((CharacterClasses.At(utf8, position, out int size) & Number) == 0)
            {
                break;
            }

            position += size;
        }

        return position;
    }

    /// <summary><c>[^\s\p{L}\p{N}]*</c>.</summary>
    internal static int Symbols(ReadOnlySpan<byte> utf8, int position)
    {
        while (position < utf8.Length && (CharacterClasses.At(utf8, position, out int size) & (Space | Letter | Number)) == 0)
        {
            position += size;
        }

        return position;
    }

    /// <summary><c>\s*[\r\n]+|\s+(?!\S)|\s+</c>, the first code point being white space.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="start">Where the white space starts.</param>
    /// <param name="newlineEnds">Whether the first alternative is there.</param>
    internal static int Blank(ReadOnlySpan<byte> utf8, int start, bool newlineEnds = true)
    {
        // Code is indented.
        int position = start + Spaces(utf8[start..]), last = Math.Max(start, position - 1), afterNewline = -1;
        while (position < utf8.Length)
        {
            int found = CharacterClasses.At(utf8, position, out int size);
            if ((found & Space) == 0)
            {
                break;
            }

            last = position;
            position += size;
            if ((found & Newline) != 0)
            {
                afterNewline = position;
            }
        }

        if (newlineEnds && afterNewline >= 0)
        {
            return afterNewline;
        }

        // Before a word the last white space is left to it, unless it is the only one.
        return position == utf8.Length || last == start ? position : last;
    }

    /// <summary>How many spaces stand at the start of a text, eight looked at together; may be too few where the text ends, never too many.</summary>
    private static int Spaces(ReadOnlySpan<byte> utf8)
    {
        int count = 0;
        for (; utf8.Length - count >= 8; count += 8)
        {
            ulong others = BinaryPrimitives.ReadUInt64LittleEndian(utf8[count..]) ^ 0x2020202020202020;
            if (others != 0)
            {
                return count + (BitOperations.TrailingZeroCount(others) >> 3);
            }
        }

        return count;
    }

    /// <summary><c>(?i:'s|'t|'re|'ve|'m|'ll|'d)?</c>: where it ends, or <paramref name="position"/> when there is none.</summary>
    internal static int Contraction(ReadOnlySpan<byte> utf8, int position)
    {
        if (position + 1 >= utf8.Length || utf8[position] != '\'')
        {
            return position;
        }

        int second = position + 2 < utf8.Length ? utf8[position + 2] : 0;
        switch (utf8[position + 1] | 0x20)
        {
            case 's' or 't' or 'm' or 'd':
                return position + 2;
            case 'r' or 'v' when (second | 0x20) == 'e':
            case 'l' when (second | 0x20) == 'l':
                return position + 3;
            // U+017F, the long s, is an s when case is ignored. No other letter here has such a twin.
            case 0xC5 | 0x20 when utf8[position + 1] == 0xC5 && second == 0xBF:
                return position + 3;
            default:
                return position;
        }
    }
}
