using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>
/// Reads tokens that are spelled in plain characters, which nearly all are, eight bytes at a time. Steps over plain memory that become part of the two loops
/// that go over a vocabulary and its merges: those are compiled while they run, and what they would call is not.
/// </summary>
internal static unsafe class PlainTokens
{
    /// <summary>How many bytes there must be behind where a loop ends, so that it need not look for the end at each step.</summary>
    internal const int Behind = 64;

    /// <summary>How much room a token is given; a longer one is not for these loops.</summary>
    internal const int Room = 256;

    private const ulong Ones = 0x0101010101010101, High = 0x8080808080808080;

    /// <summary>Passes white space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte* Skip(byte* at, byte* last)
    {
        while (*at <= ' ' && at < last && *at is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            // Behind the end of a line there are spaces, as a rule.
            ulong others = Word(++at) ^ Ones * ' ';
            at += others == 0 ? sizeof(ulong) : BitOperations.TrailingZeroCount(others) >> 3;
        }

        return at;
    }

    /// <summary>Takes the characters of a token, up to a quote, a space or whatever is not plain.</summary>
    /// <param name="at">Where the token starts.</param>
    /// <param name="last">Where to stop at the latest; <see cref="Behind"/> bytes more may be read.</param>
    /// <param name="room">Where to write, eight bytes more than there are in the token; is moved to the end of what was written.</param>
    /// <param name="end">Where to stop writing.</param>
    /// <param name="values">The bytes that letters stand for, if these are wanted in their place: <see cref="ByteAlphabet.Values"/>; else null.</param>
    /// <returns>Where it stopped.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte* Take(byte* at, byte* last, ref byte* room, byte* end, short* values)
    {
        byte* to = room;
        while (at < last && to < end)
        {
            ulong bytes = Word(at);
            Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<ulong>(at));
            ulong quote = bytes ^ (Ones * '"'), escape = bytes ^ (Ones * '\\');
            // The high bit of a byte comes up where it is a quote, a backslash, a space or a control character; of several the lowest is right.
            ulong marks = ((quote - Ones) & ~quote) | ((escape - Ones) & ~escape) | ((bytes - (Ones * '!')) & ~bytes);
            // And where it is no letter that stands for itself.
            marks = (values != null ? marks | bytes | (bytes + Ones) : marks) & High;
            int plain = marks == 0 ? sizeof(ulong) : BitOperations.TrailingZeroCount(marks) >> 3;
            at += plain;
            to += plain;
            if (marks == 0)
            {
                continue;
            }

            // Every letter of two bytes or more that stands for a byte has two, and the first of them is one of these.
            int letter = (at[0] & 0x1F) << 6 | at[1] & 0x3F;
            if (values == null || *at is < 0xC2 or > 0xC5 || letter >= ByteAlphabet.Letters || values[letter] < 0)
            {
                break;
            }

            *to++ = (byte)values[letter];
            at += 2;
        }

        room = to;
        return at;
    }

    /// <summary>Eight bytes, the first of them lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(byte* at)
    {
        ulong word = Unsafe.ReadUnaligned<ulong>(at);
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }
}
