namespace DatasetKit.Tokenization;

/// <summary>Cuts text into the pieces within which byte pairs are merged: what a regular expression does elsewhere, by hand.</summary>
internal interface IPieceScanner
{
    /// <summary>Finds the end of the piece that starts at a place.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    /// <param name="start">Where a piece starts, within the text.</param>
    /// <returns>Where it ends, after <paramref name="start"/>; the next piece starts there.</returns>
    static abstract int Next(ReadOnlySpan<byte> utf8, int start);
}
