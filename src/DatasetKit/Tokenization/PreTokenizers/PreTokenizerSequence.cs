namespace DatasetKit.Tokenization;

/// <summary><c>Sequence</c>: one after another.</summary>
internal sealed class PreTokenizerSequence(PreTokenizer[] steps) : PreTokenizer
{
    /// <inheritdoc/>
    internal override string Description => string.Join("; ", steps.Select(step => step.Description));

    /// <inheritdoc/>
    internal override bool LooksAtOrigins => Array.Exists(steps, step => step.LooksAtOrigins);

    /// <inheritdoc/>
    internal override void Apply(PieceList pieces)
    {
        foreach (PreTokenizer step in steps)
        {
            step.Apply(pieces);
        }
    }
}
