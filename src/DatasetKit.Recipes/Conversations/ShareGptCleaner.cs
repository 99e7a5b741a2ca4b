using System.Buffers;
using DatasetKit.Recipes.Html;

namespace DatasetKit.Recipes.Conversations;

/// <summary>One shared conversation, cleaned, or the reason why it is left out (lm-sys/FastChat:fastchat/data/clean_sharegpt.py).</summary>
/// <param name="compat">Whether words are found inside others and paragraphs are joined, as in the original.</param>
/// <param name="html">Whether messages are HTML; text that was cleaned before stays as it is.</param>
internal sealed class ShareGptCleaner(bool compat, bool html = true)
{
    /// <summary>Fewer characters than this are no conversation.</summary>
    private const int LeastCharacters = 16;

    private static readonly string[] s_blockedWords = ["openai", "chatgpt"];
    private static readonly SearchValues<string> s_anyBlocked = SearchValues.Create(s_blockedWords, StringComparison.OrdinalIgnoreCase);

    public Outcome Clean(Example example)
    {
        // A system prompt in a field of its own is no turn, and stays; one that is the first turn is left out, as the original has it.
        var messages = example.Messages.Skip(example.System.HasValue ? 1 : 0).ToList();
        if (messages.Count > 0 && messages[0].Role != Role.User)
        {
            messages.RemoveAt(0);
        }

        if (messages.Count > 0 && messages[^1].Role == Role.User)
        {
            messages.RemoveAt(messages.Count - 1);
        }

        return messages.Count < 2 ? Outcome.Drop("too short") : CleanMessages(example, messages);
    }

    private Outcome CleanMessages(Example example, List<Message> messages)
    {
        var cleaned = new List<Message>();
        var characters = 0L;
        foreach (var message in messages)
        {
            if (message.Role != (cleaned.Count % 2 == 0 ? Role.User : Role.Assistant) || message.ToolCalls.Count > 0)
            {
                return Outcome.Drop("wrong format");
            }

            var raw = message.Content.ToString();
            if (raw.AsSpan().ContainsAny(s_anyBlocked) && Array.Exists(s_blockedWords, word => Contains(raw, word)))
            {
                return Outcome.Drop("blocked words");
            }

            if (TryClean(raw) is not { } text)
            {
                return Outcome.Drop("parser");
            }

            if (!ShareGptText.BeginsPrintable(text))
            {
                // What comes after an empty message answers nothing.
                break;
            }

            if (message.Role == Role.Assistant && text.AsSpan().TrimStart('!').StartsWith("Too many requests in 1 hour. Try again later."))
            {
                return Outcome.Drop("blocked words");
            }

            characters += text.Length;
            cleaned.Add(message.WithContent(text));
        }

        var count = cleaned.Count / 2 * 2;
        return characters < LeastCharacters || count == 0 ? Outcome.Drop("too short") : example.WithMessages(cleaned[..count]);
    }

    private string? TryClean(string raw)
    {
        try
        {
            return html ? ShareGptText.Clean(raw, compat) : raw;
        }
        catch (HtmlException)
        {
            return null;
        }
    }

    /// <summary>Whether a word occurs, in any case; with letters of its own script around it, as in "openair", it is another word.</summary>
    private bool Contains(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if (compat || ((at == 0 || !char.IsAsciiLetter(text[at - 1])) && (end == text.Length || !char.IsAsciiLetter(text[end]))))
            {
                return true;
            }
        }

        return false;
    }
}
