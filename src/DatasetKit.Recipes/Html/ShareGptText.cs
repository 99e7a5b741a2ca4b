using System.Text;
using System.Text.RegularExpressions;

namespace DatasetKit.Recipes.Html;

/// <summary>A message as it was scraped from the page, as Markdown and without what the page put into it (lm-sys/FastChat:fastchat/data/clean_sharegpt.py).</summary>
internal static partial class ShareGptText
{
    private const string CopyCode = "Copy code";

    /// <summary>The text of a message.</summary>
    /// <param name="html">The message as it was scraped.</param>
    /// <param name="compat">Whether three line ends in a row become one, as in the original, which joins paragraphs; they become a blank line otherwise.</param>
    /// <exception cref="HtmlException">It cannot be read as HTML.</exception>
    public static string Clean(string html, bool compat)
    {
        // Their opening tags are taken out first: indentation and underscores in code survive only so.
        var text = MarkdownWriter.Of(WithoutTags(WithoutTags(html, "<div"), "<span")).Trim();
        if (text.Contains(CopyCode, StringComparison.Ordinal))
        {
            text = CodeBlock().Replace(text, match => $"```{match.Groups[1].Value}\n{match.Groups[2].Value}\n```");
        }

        if (text.Length > 0 && char.IsDigit(text[0]))
        {
            text = text[PageCounter().Match(text).Length..];
        }

        if (text.Contains("Copy", StringComparison.Ordinal))
        {
            text = WordCounter().Replace(text, string.Empty);
            text = EmptyCode().Replace(text, string.Empty);
        }

        return (compat ? text.Replace("\n\n\n", "\n", StringComparison.Ordinal) : BlankLines(text)).Trim();
    }

    /// <summary>Whether a text begins with a character that can be seen, as Python's <c>isprintable</c> has it.</summary>
    public static bool BeginsPrintable(string text)
    {
        if (text.Length == 0)
        {
            return false;
        }

        Rune.DecodeFromUtf16(text, out var first, out _);
        return first.Value == ' ' || Rune.GetUnicodeCategory(first) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.Surrogate or System.Globalization.UnicodeCategory.PrivateUse or System.Globalization.UnicodeCategory.OtherNotAssigned
            or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator or System.Globalization.UnicodeCategory.SpaceSeparator);
    }

    // Up to the next ">" on the same line, whatever the tag's name goes on with: as the original's "<div.*?>".
    private static string WithoutTags(string text, string tag)
    {
        var at = text.IndexOf(tag, StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        var from = 0;
        while (at >= 0)
        {
            var length = text.AsSpan(at).IndexOfAny('>', '\n');
            if (length >= 0 && text[at + length] == '>')
            {
                kept.Append(text, from, at - from);
                from = at + length + 1;
                at = text.IndexOf(tag, from, StringComparison.Ordinal);
            }
            else
            {
                at = text.IndexOf(tag, at + tag.Length, StringComparison.Ordinal);
            }
        }

        return kept.Append(text, from, text.Length - from).ToString();
    }

    private static string BlankLines(string text)
    {
        while (text.Contains("\n\n\n", StringComparison.Ordinal))
        {
            text = text.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        }

        return text;
    }

    [GeneratedRegex(@"```\s*(.*?)(?:Copy code)+(.+?)\s*?```", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^\d+ / \d+", RegexOptions.NonBacktracking)]
    private static partial Regex PageCounter();

    [GeneratedRegex(@"Copy\d+ chars / \d+ words", RegexOptions.NonBacktracking)]
    private static partial Regex WordCounter();

    [GeneratedRegex(@"```(.*?)Copy code\s*```", RegexOptions.NonBacktracking)]
    private static partial Regex EmptyCode();
}
