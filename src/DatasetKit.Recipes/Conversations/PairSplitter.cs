namespace DatasetKit.Recipes.Conversations;

/// <summary>Where a conversation is divided so that its segments fit a length: by pairs of a question and its answer.</summary>
internal static class PairSplitter
{
    /// <summary>The segments as ranges of pairs, in order; none is empty.</summary>
    /// <param name="lengths">The length of each pair.</param>
    /// <param name="most">The length of a segment at most.</param>
    /// <param name="mode">What becomes of pairs that do not fit.</param>
    public static IReadOnlyList<(int Start, int End)> Split(ReadOnlySpan<int> lengths, int most, SplitMode mode)
    {
        var segments = new List<(int, int)>();
        var (start, current) = (0, 0L);
        for (var i = 0; i < lengths.Length; i++)
        {
            if (mode == SplitMode.OpenInstruct && lengths[i] > most)
            {
                Add(start, i);
                (start, current) = (i + 1, 0);
            }
            else if (current + lengths[i] > most)
            {
                Add(start, i);
                (start, current) = (i, 0);
            }
            else if (i == lengths.Length - 1 && mode != SplitMode.Safe)
            {
                // The originals write the last segment only here: when the last pair overflows, it is lost.
                Add(start, i + 1);
            }

            // Also after a pair that was left out, as the original does.
            current += lengths[i];
        }

        if (mode == SplitMode.Safe)
        {
            Add(start, lengths.Length);
        }

        return segments;

        void Add(int from, int to)
        {
            if (from < to)
            {
                segments.Add((from, to));
            }
        }
    }
}
