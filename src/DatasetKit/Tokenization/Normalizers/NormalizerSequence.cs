namespace DatasetKit.Tokenization;

/// <summary><c>Sequence</c>: one after another.</summary>
internal sealed class NormalizerSequence(Normalizer[] steps, string? name = null) : Normalizer
{
    /// <inheritdoc/>
    internal override string Description => name ?? string.Join(", ", steps.Select(step => step.Description));

    /// <inheritdoc/>
    internal override bool Keeps(ReadOnlySpan<byte> utf8)
    {
        foreach (Normalizer step in steps)
        {
            if (!step.Keeps(utf8))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    internal override void Apply(PieceList pieces)
    {
        foreach (Normalizer step in steps)
        {
            if (!step.Keeps(pieces.Text.Span))
            {
                step.Apply(pieces);
            }
        }
    }
}
