using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>
/// Knows where no merge can happen: between two characters that stand side by side in no token. A piece may be cut there and its parts
/// encoded by themselves, with the same ids. Chinese text, whose pieces are whole clauses, falls into parts of one or two characters; text
/// that is not cut by any pattern falls into words.
/// </summary>
/// <remarks>May say that a merge can happen where none can (two pairs share a bit), never the reverse.</remarks>
internal sealed class Joints
{
    private const int PairBits = 20;

    // Whether only joints before characters of three bytes or more in UTF-8 are looked at, of which few are in tokens.
    private readonly bool _isOfWide;
    // Pairs of whole characters, by hash; and, for shorter characters and tokens that hold only a part of one of the two, the bytes on both sides of the joint.
    private readonly ulong[] _pairs = new ulong[1 << (PairBits - 6)];
    private readonly ulong[] _bytes = new ulong[0x10000 >> 6];
    private ulong _markRuns;

    private Joints(bool isOfWide) => _isOfWide = isOfWide;

    /// <summary>Learns from a vocabulary, whose tokens may be parts of characters, which joints before characters of three bytes or more are inside some token.</summary>
    /// <param name="tokens">All that may be merged or found.</param>
    internal static Joints OfWide(RankTable tokens)
    {
        var joints = new Joints(isOfWide: true);
        for (int id = 0; id < tokens.Count; id++)
        {
            ReadOnlySpan<byte> token = tokens.BytesOf(id);
            // An id without a token has no bytes at all.
            for (int i = token.IsEmpty ? 0 : NextWide(token, 1); i < token.Length; i = NextWide(token, i + 1))
            {
                joints.Learn(token, i);
            }
        }

        return joints;
    }

    /// <summary>Learns from a vocabulary of whole characters which joints of any two characters are inside some token.</summary>
    /// <param name="tokens">The vocabulary.</param>
    /// <param name="isMerged">Which ids merging may give: the others hide no joint.</param>
    /// <param name="markRuns">Behind how many marks for spaces there is a joint in any case, as <see cref="MarkRuns"/> tells.</param>
    internal static Joints OfAll(RankTable tokens, bool[] isMerged, ulong markRuns = 0)
    {
        var joints = new Joints(isOfWide: false) { _markRuns = markRuns };
        ulong[] bytes = joints._bytes;
        // There is no joint within a character: the search passes what the table has.
        for (int row = 0; row < bytes.Length; row += 0x100 >> 6)
        {
            bytes[row + (0x80 >> 6)] = ulong.MaxValue;
        }

        for (int id = 0; id < isMerged.Length; id++)
        {
            if (!isMerged[id])
            {
                continue;
            }

            ReadOnlySpan<byte> token = tokens.BytesOf(id);
            for (int i = 1; i < token.Length; i++)
            {
                if (token[i] >= 0xE0)
                {
                    joints.Learn(token, i);
                }
                else
                {
                    int place = token[i - 1] << 8 | token[i];
                    bytes[place >> 6] |= 1UL << place;
                }
            }
        }

        return joints;
    }

    /// <summary>Whether a piece has a joint before a character of three bytes or more, with or without a token that hides it.</summary>
    internal static bool HasWide(ReadOnlySpan<byte> piece) => NextWide(piece, 1) < piece.Length;

    /// <summary>Finds the first place at which a piece may be cut.</summary>
    /// <param name="piece">Whole characters, in valid UTF-8.</param>
    /// <returns>The place, or the length of the piece when there is none.</returns>
    internal int FirstCut(ReadOnlySpan<byte> piece) => _isOfWide ? FirstWideCut(piece) : FirstAnyCut(piece);

    /// <summary>Whether some token may hold a part of one of the two characters that meet at a place together with something of the other.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="joint">Where a character of three bytes or more starts, not at the start of the text.</param>
    internal bool HoldsPart(ReadOnlySpan<byte> text, int joint) => Has(_bytes, text[joint - 1] << 8 | text[joint]);

    private int FirstAnyCut(ReadOnlySpan<byte> piece)
    {
        int marks = _markRuns == 0 ? 0 : MarkRuns.CountAt(piece);
        if (marks is > 1 and <= MarkRuns.Longest && marks * MarkRuns.Mark.Length < piece.Length && (_markRuns >> marks & 1) != 0)
        {
            return marks * MarkRuns.Mark.Length;
        }

        ulong[] bytes = _bytes;
        int last = piece[0];
        for (int i = 1; i < piece.Length; i++)
        {
            int next = piece[i];
            if (!Has(bytes, last << 8 | next) && (next < 0xE0 || IsWideCut(piece, i)))
            {
                return i;
            }

            last = next;
        }

        return piece.Length;
    }

    private int FirstWideCut(ReadOnlySpan<byte> piece)
    {
        ulong[] bytes = _bytes;
        int i = NextWide(piece, 1);
        while (i < piece.Length)
        {
            if (!Has(bytes, piece[i - 1] << 8 | piece[i]) && IsWideCut(piece, i))
            {
                return i;
            }

            // Most often the next character is of three bytes too.
            int next = i + 3;
            i = next < piece.Length && piece[next] >= 0xE0 ? next : NextWide(piece, i + 1);
        }

        return piece.Length;
    }

    /// <summary>Whether no token has both characters that meet before one of three bytes or more, if none has a part of one of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsWideCut(ReadOnlySpan<byte> piece, int place)
    {
        int before = piece[place] < 0xF0 ? LengthBefore(piece, place) : 0;
        return before == 0 || !Has(_pairs, PairAt(piece, place, before));
    }

    /// <summary>Learns a joint inside a token, before a character of three bytes or more.</summary>
    private void Learn(ReadOnlySpan<byte> token, int joint)
    {
        int before = token[joint] < 0xF0 && joint + 3 <= token.Length ? LengthBefore(token, joint) : 0;
        if (before > 0)
        {
            Set(_pairs, PairAt(token, joint, before));
        }
        else
        {
            Set(_bytes, token[joint - 1] << 8 | token[joint]);
        }
    }

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
    private static int NextWide(ReadOnlySpan<byte> text, int from)
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
