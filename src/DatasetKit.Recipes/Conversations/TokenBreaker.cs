namespace DatasetKit.Recipes.Conversations;

/// <summary>Breaks the spelling of special tokens in messages, <c>&lt;/s&gt;</c> into <c>&lt;|/s|&gt;</c>, so that nobody ends a turn by writing it (lm-sys/FastChat:fastchat/data/optional_replace.py).</summary>
/// <param name="tokens">The tokens. Of two that begin alike the longer one is found.</param>
internal sealed class TokenBreaker(IEnumerable<string> tokens)
{
    private readonly string[] _tokens = [.. tokens.Where(token => token.Length > 1).OrderByDescending(token => token.Length)];

    /// <summary>The example with its messages changed where they hold a token.</summary>
    public Example Break(Example example) => Array.Exists(_tokens, token => example.Messages.Any(message => message.Content.ToString().Contains(token, StringComparison.Ordinal)))
        ? example.WithMessages([.. example.Messages.Where(message => message.Role != Role.System || !example.System.HasValue).Select(message => message.WithContent(Break(message.Content.ToString())))])
        : example;

    /// <summary>A text without the spelling of a token.</summary>
    public string Break(string text)
    {
        var broken = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var token = Array.Find(_tokens, token => string.CompareOrdinal(text, i, token, 0, token.Length) == 0);
            if (token is null)
            {
                broken.Append(text[i++]);
                continue;
            }

            broken.Append(token[0]).Append('|').Append(token, 1, token.Length - 2).Append(token.Length > 2 ? "|" : string.Empty).Append(token[^1]);
            i += token.Length;
        }

        return broken.ToString();
    }
}
