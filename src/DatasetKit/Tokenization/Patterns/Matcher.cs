namespace DatasetKit.Tokenization;

/// <summary>Finds stretches of a text.</summary>
internal abstract class Matcher
{
    /// <summary>What it looks for, for a person.</summary>
    internal abstract string Description { get; }

    /// <summary>Whether its matches follow each other without a gap in any text.</summary>
    internal virtual bool LeavesNoGap => false;

    /// <summary>Finds the next stretch.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="from">Where to start looking.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ends, at its start or after it.</param>
    /// <returns>False when there is none.</returns>
    internal abstract bool Find(ReadOnlySpan<byte> text, int from, out int start, out int end);
}
