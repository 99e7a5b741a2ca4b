namespace DatasetKit.Tokenization;

/// <summary>The joints of a vocabulary of whole characters, for text that no pattern cuts: between any two characters.</summary>
internal sealed class CharacterJoints : Joints
{
    private readonly CharacterPairs _pairs = new();
    // The bytes on both sides of joints before short characters, and beside long ones.
    private readonly ulong[] _bytes = new ulong[0x10000 >> 6];
    private readonly ulong _markRuns;

    /// <summary>Learns which joints are inside some token.</summary>
    /// <param name="tokens">The vocabulary.</param>
    /// <param name="isMerged">Which ids merging may give: the others hide no joint.</param>
    /// <param name="markRuns">Behind how many marks for spaces there is a joint in any case, as <see cref="MarkRuns"/> tells.</param>
    internal CharacterJoints(RankTable tokens, bool[] isMerged, ulong markRuns = 0)
    {
        _markRuns = markRuns;
        ulong[] bytes = _bytes;
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
                if (token[i] < 0xE0 || !_pairs.TryLearn(token, i))
                {
                    int place = token[i - 1] << 8 | token[i];
                    bytes[place >> 6] |= 1UL << place;
                }
            }
        }
    }

    /// <inheritdoc/>
    internal override int FirstCut(ReadOnlySpan<byte> piece)
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
            int next = piece[i], place = last << 8 | next;
            if ((bytes[place >> 6] >> place & 1) == 0 && (next < 0xE0 || IsCut(piece, i)))
            {
                return i;
            }

            last = next;
        }

        return piece.Length;
    }

    /// <summary>Whether no token has both characters that meet before one of three bytes or more.</summary>
    private bool IsCut(ReadOnlySpan<byte> piece, int place)
    {
        int before = CharacterPairs.LengthBefore(piece, place);
        return before == 0 || piece[place] >= 0xF0 || !_pairs.MayMerge(piece, place, before, 3);
    }
}
