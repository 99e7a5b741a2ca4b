namespace DatasetKit.Tokenization;

/// <summary><c>Strip</c>: takes white space away from the ends.</summary>
internal sealed class StripNormalizer(bool left, bool right) : Normalizer
{
    /// <inheritdoc/>
    internal override string Description => $"Strip{(left ? " left" : "")}{(right ? " right" : "")}";

    /// <inheritdoc/>
    internal override void Apply(PieceList pieces)
    {
        ReadOnlySpan<byte> text = pieces.Text.Span;
        int start = 0, end = text.Length;
        while (left && start < end && Utf8Steps.IsWhiteSpace(Utf8Steps.CodePointAt(text, start, out int size)))
        {
            start += size;
        }

        while (right && end > start && Utf8Steps.Before(text, end) is var before && Utf8Steps.IsWhiteSpace(Utf8Steps.CodePointAt(text, before, out _)))
        {
            end = before;
        }

        pieces.Spare.Clear(pieces.Text.Tracks);
        pieces.Spare.Append(pieces.Text, start, end);
        pieces.Swap();
    }
}
