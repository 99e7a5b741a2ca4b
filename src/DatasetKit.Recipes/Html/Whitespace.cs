using System.Text;

namespace DatasetKit.Recipes.Html;

/// <summary>White space in a line.</summary>
internal static class Whitespace
{
    /// <summary>The text with one space for each row of tabs and spaces.</summary>
    public static string Collapse(string text)
    {
        if (!text.Contains('\t', StringComparison.Ordinal) && !text.Contains("  ", StringComparison.Ordinal))
        {
            return text;
        }

        var collapsed = new StringBuilder(text.Length);
        var inside = false;
        foreach (var c in text)
        {
            var isSpace = c is ' ' or '\t';
            if (!isSpace || !inside)
            {
                collapsed.Append(isSpace ? ' ' : c);
            }

            inside = isSpace;
        }

        return collapsed.ToString();
    }
}
