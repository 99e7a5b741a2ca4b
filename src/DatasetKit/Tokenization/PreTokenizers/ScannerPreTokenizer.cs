namespace DatasetKit.Tokenization;

/// <summary>Cuts with one pattern that is written by hand and leaves no gap.</summary>
internal sealed class ScannerPreTokenizer(Scanner scanner) : PreTokenizer
{
    /// <inheritdoc/>
    internal override string Description => $"{scanner.Name} (a scanner written by hand)";

    /// <inheritdoc/>
    internal override Scanner Scanner => scanner;

    /// <inheritdoc/>
    internal override void Apply(PieceList pieces)
    {
        int count = pieces.TakeOld();
        ReadOnlySpan<byte> text = pieces.Text.Span;
        for (int i = 0; i < count; i++)
        {
            (int start, int stop) = pieces.Old(i);
            ReadOnlySpan<byte> piece = text[..stop];
            for (int end; start < stop; start = end)
            {
                end = scanner.Next(piece, start);
                pieces.Add(start, end);
            }
        }
    }
}
