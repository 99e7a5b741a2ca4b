namespace DatasetKit.Tokenization;

/// <summary><c>Sequence</c>: one after another.</summary>
internal sealed class DecoderSequence(Decoder[] steps) : Decoder
{
    /// <inheritdoc/>
    internal override string Description => string.Join(", ", steps.Select(step => step.Description));

    /// <inheritdoc/>
    internal override List<string> Apply(List<string> tokens)
    {
        foreach (Decoder step in steps)
        {
            tokens = step.Apply(tokens);
        }

        return tokens;
    }
}
