namespace DatasetKit.Tokenization;

/// <summary><c>CTC</c>: a token that comes several times in a row counts once, padding goes, and a mark stands between words.</summary>
internal sealed class CtcDecoder(string padding, string delimiter, bool cleans) : Decoder
{
    /// <inheritdoc/>
    internal override string Description => "CTC";

    /// <inheritdoc/>
    internal override List<string> Apply(List<string> tokens)
    {
        var decoded = new List<string>();
        string? last = null;
        foreach (string token in tokens)
        {
            if (token == last)
            {
                continue;
            }

            last = token;
            string text = padding.Length == 0 ? token : token.Replace(padding, "", StringComparison.Ordinal);
            if (cleans)
            {
                text = WordPieceDecoder.CleanUp(text);
                text = delimiter.Length == 0 ? text : text.Replace(delimiter, " ", StringComparison.Ordinal);
            }

            if (text.Length > 0)
            {
                decoded.Add(text);
            }
        }

        return decoded;
    }
}
