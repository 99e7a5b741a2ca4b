namespace DatasetKit.Tokenization;

/// <summary>Some pieces that stand one after another and are sought in a <see cref="PieceMemo"/> together, so that their waits for memory fall together.</summary>
internal sealed class PieceBatch
{
    /// <summary>The most pieces.</summary>
    internal const int Most = 32;

    /// <summary>Where each is in the memory, if it is there.</summary>
    internal readonly PieceMemo.Place[] Places = new PieceMemo.Place[Most];

    /// <summary>Where each ends in the text, and the next starts.</summary>
    internal readonly int[] Ends = new int[Most];

    /// <summary>Those that were not remembered, of this batch and of earlier ones of the same text: only where tokens are counted.</summary>
    internal readonly MissedPieces Missed = new();

    /// <summary>Which of them, a bit each, are parts of a piece.</summary>
    internal uint Parts;

    /// <summary>Where the first starts.</summary>
    internal int Start;

    /// <summary>How many there are.</summary>
    internal int Count;

    /// <summary>Where a piece starts.</summary>
    internal int StartOf(int piece) => piece == 0 ? Start : Ends[piece - 1];

    /// <summary>Whether a piece is a part of one.</summary>
    internal bool IsPart(int piece) => (Parts >> piece & 1) != 0;
}
