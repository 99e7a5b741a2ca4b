namespace DatasetKit.Tokenization;

/// <summary>
/// Runs of the mark for spaces (U+2581), as indented lines of code start with: a text may be cut behind one when the marks are merged among themselves before
/// any of them is merged with something else, and what they end with is more than one mark, which no token has with a letter behind it.
/// </summary>
/// <remarks>So it is in Gemma's vocabularies, and neither in those of Llama 2 nor in those made like them.</remarks>
internal static class MarkRuns
{
    /// <summary>The longest run that is looked at, in marks.</summary>
    internal const int Longest = 63;

    /// <summary>The mark.</summary>
    internal static ReadOnlySpan<byte> Mark => "\u2581"u8;

    /// <summary>How many marks a text starts with.</summary>
    internal static int CountAt(ReadOnlySpan<byte> text)
    {
        int count = 0;
        while (text.StartsWith(Mark))
        {
            text = text[Mark.Length..];
            count++;
        }

        return count;
    }

    /// <summary>Learns behind which runs a text may be cut.</summary>
    /// <param name="tokens">A vocabulary of whole characters.</param>
    /// <param name="merges">Its merges.</param>
    /// <returns>A bit for each number of marks.</returns>
    internal static ulong Learn(RankTable tokens, MergeTable merges)
    {
        int mark = tokens.Find(Mark);
        if (mark == RankTable.None || !AreMergedFirst(tokens, merges))
        {
            return 0;
        }

        ulong runs = 0;
        var symbols = new SymbolMerge();
        for (int count = 2; count <= Longest; count++)
        {
            symbols.Begin(count);
            for (int i = 0; i < count; i++)
            {
                symbols.Add(mark, Mark.Length);
            }

            symbols.Run(new ById(merges));
            if (symbols.LengthOf(symbols.Count - 1) > Mark.Length)
            {
                runs |= 1UL << count;
            }
        }

        return runs;
    }

    /// <summary>Whether every merge of marks with marks comes before every merge of a mark with something else, and none gives two marks with something behind them.</summary>
    private static bool AreMergedFirst(RankTable tokens, MergeTable merges)
    {
        int lastOfMarks = -1, firstOther = RankTable.None;
        for (int rank = 0; rank < merges.Count; rank++)
        {
            ReadOnlySpan<byte> token = tokens.BytesOf(merges.ResultOf(rank));
            int start = token.IndexOf(Mark);
            if (start < 0)
            {
                continue;
            }

            if (start == 0 && CountAt(token) * Mark.Length == token.Length)
            {
                lastOfMarks = rank;
                continue;
            }

            firstOther = Math.Min(firstOther, rank);
            for (ReadOnlySpan<byte> rest = token[start..]; rest.Length > 0; rest = NextRun(rest))
            {
                int count = CountAt(rest);
                if (count > 1 && count * Mark.Length < rest.Length)
                {
                    return false;
                }

                rest = rest[(count * Mark.Length)..];
            }
        }

        return lastOfMarks < firstOther;
    }

    private static ReadOnlySpan<byte> NextRun(ReadOnlySpan<byte> text)
    {
        int start = text.IndexOf(Mark);
        return start < 0 ? [] : text[start..];
    }

    private readonly struct ById(MergeTable merges) : IPairRanks
    {
        public int Find(int left, int right, int start, int end, out int result) => merges.Find(left, right, out result);
    }
}
