using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>Holds the search for a free slot in a table against what chance gives.</summary>
internal static class HashSteps
{
    /// <summary>In a table of millions of slots, half of them taken by chance, the longest search has about a hundred steps.</summary>
    private const int Most = 1_000;

    /// <summary>Refuses a vocabulary that was made so that its tokens meet in one place of the table, where each look-up would pass all of them.</summary>
    /// <param name="steps">How many taken slots were passed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Check(int steps)
    {
        if (steps > Most)
        {
            throw Fault();
        }
    }

    private static FaultyFileException Fault() => new("model.vocab", FormattableString.Invariant($"more than {Most} tokens meet in one place of a table: the vocabulary was made to be slow"));
}
