using DatasetKit.Templates.Jinja;

namespace DatasetKit.Templates.Chat;

/// <summary>
/// A text that ends inside its last message. As in transformers the end is found by a mark that nobody writes: it is put behind the
/// last message's content, and the text is cut where it comes out.
/// </summary>
internal static class FinalMessage
{
    public const string Mark = "CONTINUE_FINAL_MESSAGE_TAG ";

    /// <summary>The text up to the mark; where the template trimmed the content, its trailing whitespace goes too.</summary>
    /// <exception cref="TemplateException">The template does not show the last message.</exception>
    public static string Cut(string text)
    {
        var at = text.LastIndexOf(Mark.TrimEnd(), StringComparison.Ordinal);
        if (at < 0)
        {
            throw new TemplateException("the final message cannot be continued, because the template does not show its content as it stands", "continue_final_message");
        }

        return text.AsSpan(at).StartsWith(Mark) ? text[..at] : text[..PySpace.TrimmedEnd(text.AsSpan(0, at))];
    }
}
