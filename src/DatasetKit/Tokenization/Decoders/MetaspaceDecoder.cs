namespace DatasetKit.Tokenization;

/// <summary><c>Metaspace</c>: the mark becomes a space again, and nothing in the first token where one was put before the text.</summary>
internal sealed class MetaspaceDecoder(string replacement, bool prepends) : Decoder
{
    /// <inheritdoc/>
    internal override string Description => $"Metaspace '{replacement}'";

    /// <inheritdoc/>
    internal override List<string> Apply(List<string> tokens) =>
        [.. tokens.Select((token, i) => token.Replace(replacement, i == 0 && prepends ? "" : " ", StringComparison.Ordinal))];
}
