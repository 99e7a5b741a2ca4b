namespace DatasetKit.Tokenization;

/// <summary>Finds what a pattern written by hand cuts.</summary>
internal sealed class ScannerMatcher(Scanner scanner) : Matcher
{
    /// <summary>The pattern.</summary>
    internal Scanner Scanner => scanner;

    /// <inheritdoc/>
    internal override string Description => $"{scanner.Name} (a scanner written by hand)";

    /// <inheritdoc/>
    internal override bool LeavesNoGap => true;

    /// <inheritdoc/>
    internal override bool Find(ReadOnlySpan<byte> text, int from, ref long effort, out int start, out int end)
    {
        start = end = from;
        if (from >= text.Length)
        {
            return false;
        }

        end = scanner.Next(text, from);
        return true;
    }
}
