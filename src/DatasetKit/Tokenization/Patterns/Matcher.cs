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
    /// <param name="effort">What is left of <see cref="EffortFor"/>; only what tries and goes back takes from it.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ends, at its start or after it.</param>
    /// <returns>False when there is none.</returns>
    /// <exception cref="FaultyFileException">No effort is left.</exception>
    internal abstract bool Find(ReadOnlySpan<byte> text, int from, ref long effort, out int start, out int end);

    /// <summary>How often all searches of one text together may try a character.</summary>
    /// <remarks>Sound patterns take less than thirty tries a byte. What goes on past this would go on for minutes.</remarks>
    /// <param name="length">The length of the text in bytes.</param>
    internal static long EffortFor(int length) => (1 << 22) + 256L * length;
}
