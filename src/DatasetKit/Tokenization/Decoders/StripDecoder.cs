namespace DatasetKit.Tokenization;

/// <summary><c>Strip</c>: takes a character away from the ends of every token, so often at most.</summary>
internal sealed class StripDecoder(string character, int start, int stop) : Decoder
{
    /// <inheritdoc/>
    internal override string Description => FormattableString.Invariant($"Strip '{character}', {start} at the start and {stop} at the end");

    /// <inheritdoc/>
    internal override List<string> Apply(List<string> tokens) => [.. tokens.Select(Strip)];

    private string Strip(string token)
    {
        for (int i = 0; i < start && token.StartsWith(character, StringComparison.Ordinal); i++)
        {
            token = token[character.Length..];
        }

        for (int i = 0; i < stop && token.EndsWith(character, StringComparison.Ordinal); i++)
        {
            token = token[..^character.Length];
        }

        return token;
    }
}
