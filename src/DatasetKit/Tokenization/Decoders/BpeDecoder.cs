namespace DatasetKit.Tokenization;

/// <summary><c>BPEDecoder</c>: the suffix of a word's end becomes a space, and nothing at the end of the text.</summary>
internal sealed class BpeDecoder(string suffix) : Decoder
{
    /// <inheritdoc/>
    internal override string Description => $"BPEDecoder '{suffix}'";

    /// <inheritdoc/>
    internal override List<string> Apply(List<string> tokens) =>
        suffix.Length == 0 ? tokens : [.. tokens.Select((token, i) => token.Replace(suffix, i + 1 == tokens.Count ? "" : " ", StringComparison.Ordinal))];
}
