namespace DatasetKit.Tokenization;

/// <summary><c>FixedLength</c>: pieces of so many characters.</summary>
internal sealed class FixedLengthPreTokenizer(int length) : PreTokenizer
{
    /// <inheritdoc/>
    internal override string Description => FormattableString.Invariant($"FixedLength, {length} characters a piece");

    /// <inheritdoc/>
    internal override void Apply(PieceList pieces)
    {
        int count = pieces.TakeOld();
        ReadOnlySpan<byte> text = pieces.Text.Span;
        for (int i = 0; i < count; i++)
        {
            (int start, int end) = pieces.Old(i);
            while (start < end)
            {
                int stop = start;
                for (int taken = 0; taken < length && stop < end; taken++)
                {
                    stop += Utf8Steps.SizeAt(text, stop);
                }

                pieces.Add(start, stop);
                start = stop;
            }
        }
    }
}
