using System.Globalization;
using System.Text;
using HtmlAgilityPack;

namespace DatasetKit.Recipes.Html;

/// <summary>
/// HTML as Markdown, in the dialect that Vicuna's cleaning had it in (matthewwithanm/python-markdownify 0.11.6 with its defaults): underlined headings,
/// fenced code, <c>*</c> and <c>_</c> escaped outside code.
/// </summary>
internal static class MarkdownWriter
{
    /// <summary>More levels than this are no document that a person made.</summary>
    private const int MaxDepth = 256;

    /// <summary>The Markdown of a piece of HTML.</summary>
    /// <exception cref="HtmlException">Its elements are nested too deeply.</exception>
    public static string Of(string html)
    {
        if (html.AsSpan().IndexOfAny('<', '&') < 0)
        {
            return Escape(Whitespace.Collapse(html));
        }

        var document = new HtmlDocument { OptionMaxNestedChildNodes = 0, OptionAutoCloseOnEnd = true, OptionUseIdAttribute = false, OptionCheckSyntax = false };
        document.LoadHtml(html);
        return Children(document.DocumentNode, inline: false, 0);
    }

    private static string Children(HtmlNode node, bool inline, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new HtmlException($"its elements are nested more than {MaxDepth} levels deep");
        }

        var text = new StringBuilder();
        var nested = IsNested(node);
        for (var child = node.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child is HtmlTextNode words)
            {
                if (!nested || !IsBetween(words))
                {
                    text.Append(Words(words));
                }
            }
            else if (child.NodeType == HtmlNodeType.Element)
            {
                text.Append(Element(child, inline, depth + 1));
            }
        }

        return text.ToString();
    }

    private static string Element(HtmlNode node, bool inline, int depth)
    {
        var name = node.Name;
        var heading = name.Length == 2 && name[0] == 'h' && name[1] is >= '1' and <= '6';
        var text = Children(node, inline || heading || name is "td" or "th", depth);
        return name switch
        {
            _ when heading => inline ? text : Heading(text, name[1] - '0'),
            "a" => Link(node, text),
            "b" or "strong" => Around(text, "**"),
            "i" or "em" => Around(text, "*"),
            "del" or "s" => Around(text, "~~"),
            "sub" or "sup" => Around(text, string.Empty),
            "code" or "kbd" or "samp" => node.ParentNode?.Name == "pre" ? text : Around(text, "`"),
            "blockquote" => inline || text.Length == 0 ? text : $"\n{Lines(text, "> ")}\n\n",
            "br" => inline ? string.Empty : "  \n",
            "hr" => "\n\n---\n\n",
            "img" => MarkdownTables.Image(node, inline),
            "ul" or "ol" => List(node, text),
            "li" => Item(node, text),
            "p" => inline || text.Length == 0 ? text : text + "\n\n",
            "pre" => text.Length == 0 ? string.Empty : $"\n```\n{text}\n```\n",
            "table" => $"\n\n{text}\n",
            "td" or "th" => $" {text} |",
            "tr" => MarkdownTables.Row(node, text),
            _ => text,
        };
    }

    private static string Words(HtmlTextNode node)
    {
        var parent = node.ParentNode;
        var text = node.Text.Contains('&', StringComparison.Ordinal) ? HtmlEntity.DeEntitize(node.Text) : node.Text;
        var isCode = parent?.Name is "code" or "pre";
        if (parent?.Name != "pre" && !(parent?.Name == "code" && parent.ParentNode?.Name == "pre"))
        {
            text = Whitespace.Collapse(text);
        }

        text = isCode ? text : Escape(text);
        return parent?.Name == "li" && (node.NextSibling is null || node.NextSibling.Name is "ul" or "ol") ? text.TrimEnd() : text;
    }

    private static string Escape(string text) => text.AsSpan().IndexOfAny('*', '_') < 0
        ? text
        : text.Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private static string Around(string text, string mark)
    {
        var inner = text.Trim();
        return inner.Length == 0 ? string.Empty : $"{(text[0] == ' ' ? " " : string.Empty)}{mark}{inner}{mark}{(text[^1] == ' ' ? " " : string.Empty)}";
    }

    private static string Heading(string text, int level)
    {
        text = text.TrimEnd();
        return level > 2 ? $"{new string('#', level)} {text}\n\n"
            : text.Length == 0 ? string.Empty
            : $"{text}\n{new string(level == 1 ? '=' : '-', text.Length)}\n\n";
    }

    private static string Link(HtmlNode node, string text)
    {
        var inner = text.Trim();
        if (inner.Length == 0)
        {
            return string.Empty;
        }

        var (target, title) = (MarkdownTables.Attribute(node, "href"), MarkdownTables.Attribute(node, "title"));
        return target.Length == 0 ? inner
            : title.Length == 0 && inner.Replace("\\_", "_", StringComparison.Ordinal) == target ? $"<{target}>"
            : $"{(text[0] == ' ' ? " " : string.Empty)}[{inner}]({target}{MarkdownTables.Title(title)}){(text[^1] == ' ' ? " " : string.Empty)}";
    }

    private static string List(HtmlNode node, string text)
    {
        for (var above = node; above is not null; above = above.ParentNode)
        {
            if (above.Name == "li")
            {
                return "\n" + Lines(text, "\t").TrimEnd();
            }
        }

        return node.NextSibling is { Name: not ("ul" or "ol") } ? text + "\n" : text;
    }

    private static string Item(HtmlNode node, string text)
    {
        if (node.ParentNode?.Name == "ol")
        {
            var number = int.TryParse(MarkdownTables.Attribute(node.ParentNode, "start"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var first) ? first : 1;
            for (var before = node.PreviousSibling; before is not null; before = before.PreviousSibling)
            {
                number += before is HtmlTextNode words && IsBetween(words) ? 0 : 1;
            }

            return string.Create(CultureInfo.InvariantCulture, $"{number}. {text.Trim()}\n");
        }

        var depth = -1;
        for (var above = node.ParentNode; above is not null; above = above.ParentNode)
        {
            depth += above.Name == "ul" ? 1 : 0;
        }

        return $"{"*+-"[(depth + 3) % 3]} {text.Trim()}\n";
    }

    private static string Lines(string text, string before) => text.Length == 0 ? string.Empty : before + text.Replace("\n", "\n" + before, StringComparison.Ordinal);

    /// <summary>Whether elements are all that may stand in it.</summary>
    private static bool IsNested(HtmlNode? node) => node?.Name is "ol" or "ul" or "li" or "table" or "thead" or "tbody" or "tfoot" or "tr" or "td" or "th";

    /// <summary>Whether a text is only the white space between such elements.</summary>
    private static bool IsBetween(HtmlTextNode node) =>
        string.IsNullOrWhiteSpace(node.Text) && (node.PreviousSibling is null || node.NextSibling is null || IsNested(node.PreviousSibling) || IsNested(node.NextSibling));
}
