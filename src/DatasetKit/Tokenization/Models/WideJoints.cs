using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>
/// The joints of a vocabulary of bytes, before and behind characters of three bytes or more in UTF-8, of which few are in tokens. Also knows which of these
/// characters are whole before anything else can happen to their bytes, so that merging may start with them.
/// </summary>
/// <remarks>
/// A token may hold a part of a character and something of the one beside it. It comes too late if its rank is higher than those at which both are whole: then
/// it is never made.
/// </remarks>
internal sealed class WideJoints : Joints
{
    private readonly CharacterPairs _pairs = new();
    // By the bytes on both sides of a joint: the lowest rank of a token that holds a part of one of the two characters together with something of the other.
    private readonly int[] _parts = new int[0x10000];
    private readonly Func<WholeCharacters> _learnCharacters;
    private WholeCharacters? _characters;

    /// <summary>Learns which joints are inside some token.</summary>
    /// <param name="tokens">All that may be merged or found.</param>
    /// <param name="ranks">The lowest rank at which merging gives each token, <see cref="RankTable.None"/> for never; null when ranks are ids.</param>
    /// <param name="learnCharacters">Learns the characters that are whole, when the first of them is asked for.</param>
    internal WideJoints(RankTable tokens, int[]? ranks, Func<WholeCharacters> learnCharacters)
    {
        _learnCharacters = learnCharacters;
        _parts.AsSpan().Fill(RankTable.None);
        Learn(tokens, ranks);
    }

    private WholeCharacters Characters => _characters ??= _learnCharacters();

    /// <summary>Whether a piece has a joint beside a character of three bytes or more, with or without a token that hides it.</summary>
    internal static bool HasAny(ReadOnlySpan<byte> piece) => piece.Length > 3 && NextWide(piece, 0) < piece.Length;

    /// <inheritdoc/>
    internal override int FirstCut(ReadOnlySpan<byte> piece)
    {
        for (int start = NextWide(piece, 0), end; start < piece.Length; start = end < piece.Length && piece[end] >= 0xE0 ? end : NextWide(piece, end))
        {
            if (start > 0 && IsCut(piece, start))
            {
                return start;
            }

            end = start + (piece[start] < 0xF0 ? 3 : 4);
            if (end < piece.Length && piece[end] < 0xE0 && IsCut(piece, end))
            {
                return end;
            }
        }

        return piece.Length;
    }

    /// <summary>The token of the character at a place, or <see cref="RankTable.None"/> when its bytes must be merged one by one.</summary>
    /// <param name="piece">Valid UTF-8; a character that is not whole at one of its ends does no harm.</param>
    /// <param name="start">Where to look.</param>
    internal int WholeAt(ReadOnlySpan<byte> piece, int start)
    {
        if (piece[start] is < 0xE0 or >= 0xF0 || start + 3 > piece.Length)
        {
            return RankTable.None;
        }

        int id = Characters.Find(piece.Slice(start, 3), out int rank);
        return id != RankTable.None && IsWhole(piece, start, rank) ? id : RankTable.None;
    }

    private bool IsCut(ReadOnlySpan<byte> piece, int joint)
    {
        int parts = PartsAt(piece, joint), before = CharacterPairs.LengthBefore(piece, joint), after = CharacterPairs.LengthAt(piece, joint);
        if (before == 0 || after == 0)
        {
            return parts == RankTable.None;
        }

        return !_pairs.MayMerge(piece, joint, before, after)
            && (parts == RankTable.None || IsWholeInTime(piece, joint - before, before) && IsWholeInTime(piece, joint, after));
    }

    /// <summary>Whether a character is whole before a token can take a part of it.</summary>
    private bool IsWholeInTime(ReadOnlySpan<byte> piece, int start, int length) => length == 1 || length == 3 && WholeAt(piece, start) != RankTable.None;

    /// <summary>Whether no token of a lower rank than that of a character of three bytes takes a part of it.</summary>
    private bool IsWhole(ReadOnlySpan<byte> piece, int start, int rank) =>
        (start == 0 || PartsAt(piece, start) > rank) && (start + 3 == piece.Length || PartsAt(piece, start + 3) > rank);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PartsAt(ReadOnlySpan<byte> text, int joint) => _parts[text[joint - 1] << 8 | text[joint]];

    /// <summary>Goes through all tokens when the first piece comes that has such a character.</summary>
    private unsafe void Learn(RankTable tokens, int[]? ranks)
    {
        // A loop with memory of its own on the stack is compiled well at once, and not in a first form that would take fifty milliseconds for this.
        int* count = stackalloc int[] { tokens.Count };
        for (int id = 0; id < *count; id++)
        {
            ReadOnlySpan<byte> token = tokens.BytesOf(id);
            int first = token.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            for (int i = first < 0 ? token.Length : Math.Max(1, first); i < token.Length; i++)
            {
                if (token[i] >= 0xE0 || (token[i] & 0xC0) != 0x80 && token[i - 1] >= 0x80 && CharacterPairs.LengthBefore(token, i) != 2)
                {
                    Learn(token, i, ranks is null ? id : ranks[id]);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Learn(ReadOnlySpan<byte> token, int joint, int rank)
    {
        if (!_pairs.TryLearn(token, joint))
        {
            ref int parts = ref _parts[token[joint - 1] << 8 | token[joint]];
            parts = Math.Min(parts, rank);
        }
    }

    /// <summary>Where the next character of three bytes or more starts, or the length of the text.</summary>
    private static int NextWide(ReadOnlySpan<byte> text, int from)
    {
        int found = text[from..].IndexOfAnyInRange((byte)0xE0, (byte)0xFF);
        return found < 0 ? text.Length : from + found;
    }
}
