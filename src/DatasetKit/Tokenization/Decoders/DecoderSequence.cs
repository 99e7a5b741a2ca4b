namespace DatasetKit.Tokenization;

/// <summary><c>Sequence</c>: one after another.</summary>
internal sealed class DecoderSequence(Decoder[] steps) : Decoder
{
    private const int MaxGrowth = 64;
    private const int MaxExtra = 1 << 20;

    /// <inheritdoc/>
    internal override string Description => string.Join(", ", steps.Select(step => step.Description));

    /// <inheritdoc/>
    internal override List<string> Apply(List<string> tokens)
    {
        long most = MaxGrowth * Length(tokens) + MaxExtra;
        foreach (Decoder step in steps)
        {
            tokens = step.Apply(tokens);
            if (Length(tokens) > most)
            {
                throw new FaultyFileException("decoder", FormattableString.Invariant($"more than {most:N0} characters would be made of one text, so its steps multiply what they are given"));
            }
        }

        return tokens;
    }

    private static long Length(List<string> tokens)
    {
        long length = 0;
        foreach (string token in tokens)
        {
            length += token.Length;
        }

        return length;
    }
}
