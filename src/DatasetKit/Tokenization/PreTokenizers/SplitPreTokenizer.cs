namespace DatasetKit.Tokenization;

/// <summary>Splits at the matches of something: <c>Split</c> and all that is made of it.</summary>
/// <param name="name">The name in the file.</param>
/// <param name="matcher">What is looked for.</param>
/// <param name="behavior">What becomes of it.</param>
/// <param name="inverts">Whether what lies between matches is taken for them.</param>
/// <remarks>huggingface/tokenizers:tokenizers/src/tokenizer/normalizer.rs, <c>split</c>.</remarks>
internal sealed class SplitPreTokenizer(string name, Matcher matcher, SplitBehavior behavior, bool inverts = false) : PreTokenizer
{
    /// <inheritdoc/>
    internal override string Description => $"{name} at {matcher.Description}";

    /// <summary>The byte at which it splits, when it is no more than one.</summary>
    internal byte? Single => inverts ? null : (matcher as LiteralMatcher)?.Single;

    /// <inheritdoc/>
    internal override Scanner? Scanner =>
        matcher is ScannerMatcher scanner && behavior == (inverts ? SplitBehavior.Removed : SplitBehavior.Isolated) ? scanner.Scanner : null;

    /// <inheritdoc/>
    internal override void Apply(PieceList pieces)
    {
        int count = pieces.TakeOld();
        for (int i = 0; i < count; i++)
        {
            (int start, int end) = pieces.Old(i);
            Cut(pieces, start, end);
        }
    }

    private void Cut(PieceList pieces, int offset, int stop)
    {
        ReadOnlySpan<byte> text = pieces.Text.Span[offset..stop];
        // The piece that is being made: it is added when the next one starts.
        var piece = new Growing(pieces, offset, behavior);
        int gap = 0;
        long effort = Matcher.EffortFor(text.Length);
        for (int from = 0; from <= text.Length && matcher.Find(text, from, ref effort, out int start, out int end);)
        {
            if (start > gap)
            {
                piece.Take(gap, start, isMatch: inverts);
            }

            if (end > start)
            {
                piece.Take(start, end, isMatch: !inverts);
            }
            else
            {
                // A match of nothing still stands between what is on its two sides.
                piece.Finish();
            }

            gap = end;
            from = end > start ? end : end < text.Length ? end + Utf8Steps.SizeAt(text, end) : text.Length + 1;
        }

        if (gap < text.Length)
        {
            piece.Take(gap, text.Length, isMatch: inverts);
        }

        piece.Finish();
    }

    private struct Growing(PieceList pieces, int offset, SplitBehavior behavior)
    {
        private int _start;
        private int _end;
        private bool _isMatch;
        private bool _isOpen;

        internal void Take(int start, int end, bool isMatch)
        {
            if (behavior == SplitBehavior.Removed && isMatch)
            {
                return;
            }

            bool joins = _isOpen && behavior switch
            {
                SplitBehavior.Contiguous => _isMatch == isMatch,
                SplitBehavior.MergedWithPrevious => isMatch && !_isMatch,
                SplitBehavior.MergedWithNext => _isMatch && !isMatch,
                _ => false,
            };
            if (!joins)
            {
                Finish();
                _start = start;
            }

            (_end, _isMatch, _isOpen) = (end, isMatch, true);
        }

        internal void Finish()
        {
            if (_isOpen)
            {
                pieces.Add(offset + _start, offset + _end);
                _isOpen = false;
            }
        }
    }
}
