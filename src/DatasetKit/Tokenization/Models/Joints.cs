using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>
/// Knows where no merge can happen: between two characters that stand side by side in no token. A piece may be cut there and its parts
/// encoded by themselves, with the same ids. Chinese text, whose pieces are whole clauses, falls into parts of one or two characters.
/// </summary>
/// <remarks>
/// Looks only at joints before characters of three bytes or more in UTF-8, of which few are in tokens. May say that a merge can happen where none
/// can (two pairs share a bit), never the reverse.
/// </remarks>
internal sealed class Joints
{
    private const int PairBits = 20;

    // Pairs of whole characters, by hash; and, for tokens that hold only a part of one of the two, the bytes on both sides of the joint.
    private readonly ulong[] _pairs = new ulong[1 << (PairBits - 6)];
    private readonly ulong[] _bytes = new ulong[0x10000 >> 6];

    /// <summary>Learns the joints inside a token.</summary>
    internal void Learn(ReadOnlySpan<byte> token)
    {
        // An id without a token has no bytes at all.
        for (int i = token.IsEmpty ? 0 : NextLead(token, 1); i < token.Length; i = NextLead(token, i + 1))
        {
            int before = token[i] < 0xF0 && i + 3 <= token.Length ? LengthBefore(token, i) : 0;
            if (before > 0)
            {
                Set(_pairs, PairAt(token, i, before));
            }
            else
            {
                Set(_bytes, token[i - 1] << 8 | token[i]);
            }
        }
    }

    /// <summary>Finds the first place at which a piece may be cut.</summary>
    /// <param name="piece">Whole characters, in valid UTF-8.</param>
    /// <returns>The place, or the length of the piece when there is none.</returns>
    internal int FirstCut(ReadOnlySpan<byte> piece)
    {
        ulong[] pairs = _pairs, bytes = _bytes;
        int i = NextLead(piece, 1);
        while (i < piece.Length)
        {
            byte lead = piece[i];
            if (!Has(bytes, piece[i - 1] << 8 | lead))
            {
                int before = lead < 0xF0 ? LengthBefore(piece, i) : 0;
                if (before == 0 || !Has(pairs, PairAt(piece, i, before)))
                {
                    return i;
                }
            }

            // Most often the next character is of three bytes too.
            int next = i + 3;
            i = next < piece.Length && piece[next] >= 0xE0 ? next : NextLead(piece, i + 1);
        }

        return piece.Length;
    }

    /// <summary>Whether some token may hold a part of one of the two characters that meet at a place together with something of the other.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="joint">Where a character of three bytes or more starts, not at the start of the text.</param>
    internal bool HoldsPart(ReadOnlySpan<byte> text, int joint) => Has(_bytes, text[joint - 1] << 8 | text[joint]);

    /// <summary>How many bytes the character before a place has, or 0 when it has four or is not whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LengthBefore(ReadOnlySpan<byte> text, int place)
    {
        if (place >= 3 && text[place - 3] is >= 0xE0 and < 0xF0)
        {
            return 3;
        }

        return text[place - 1] < 0x80 ? 1 : place >= 2 && text[place - 2] is >= 0xC0 and < 0xE0 ? 2 : 0;
    }

    /// <summary>Where the next character of three bytes or more starts, or the length of the text.</summary>
    private static int NextLead(ReadOnlySpan<byte> text, int from)
    {
        int found = text[from..].IndexOfAnyInRange((byte)0xE0, (byte)0xFF);
        return found < 0 ? text.Length : from + found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PairAt(ReadOnlySpan<byte> text, int joint, int before)
    {
        ulong left = before switch
        {
            3 => (ulong)(text[joint - 3] << 16 | text[joint - 2] << 8 | text[joint - 1]),
            2 => (ulong)(text[joint - 2] << 8 | text[joint - 1]),
            _ => text[joint - 1],
        };
        ulong both = left << 24 | (uint)(text[joint] << 16 | text[joint + 1] << 8 | text[joint + 2]);
        return (int)(both * 0x9E3779B97F4A7C15 >> (64 - PairBits));
    }

    private static void Set(ulong[] bits, int place) => bits[place >> 6] |= 1UL << place;

    private static bool Has(ulong[] bits, int place) => (bits[place >> 6] >> place & 1) != 0;
}
