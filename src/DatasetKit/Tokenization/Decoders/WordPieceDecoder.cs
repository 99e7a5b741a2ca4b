namespace DatasetKit.Tokenization;

/// <summary><c>WordPiece</c>: the prefix goes, words get a space between them, and English punctuation is drawn to its word.</summary>
internal sealed class WordPieceDecoder(string prefix, bool cleans) : Decoder
{
    /// <inheritdoc/>
    internal override string Description => $"WordPiece '{prefix}'{(cleans ? ", cleaned up" : "")}";

    /// <inheritdoc/>
    internal override List<string> Apply(List<string> tokens) =>
        [.. tokens.Select((token, i) => Clean(i == 0 ? token : token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..] : " " + token))];

    private string Clean(string text) => cleans ? CleanUp(text) : text;

    /// <summary>Draws punctuation and contractions to their words.</summary>
    internal static string CleanUp(string text) => text
        .Replace(" .", ".", StringComparison.Ordinal)
        .Replace(" ?", "?", StringComparison.Ordinal)
        .Replace(" !", "!", StringComparison.Ordinal)
        .Replace(" ,", ",", StringComparison.Ordinal)
        .Replace(" ' ", "'", StringComparison.Ordinal)
        .Replace(" n't", "n't", StringComparison.Ordinal)
        .Replace(" 'm", "'m", StringComparison.Ordinal)
        .Replace(" do not", " don't", StringComparison.Ordinal)
        .Replace(" 's", "'s", StringComparison.Ordinal)
        .Replace(" 've", "'ve", StringComparison.Ordinal)
        .Replace(" 're", "'re", StringComparison.Ordinal);
}
