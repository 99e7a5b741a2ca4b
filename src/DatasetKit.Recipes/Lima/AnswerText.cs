using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using HtmlAgilityPack;

namespace DatasetKit.Recipes.Lima;

/// <summary>What remains of an answer's HTML in LIMA: the text, blocks of code and lists, without links and images (arXiv 2305.11206, section 2.1).</summary>
internal static partial class AnswerText
{
    /// <summary>More levels than this are no answer that a person wrote.</summary>
    private const int MaxDepth = 256;

    /// <summary>The text; null when the elements are nested too deeply.</summary>
    public static string? Of(string html)
    {
        var document = new HtmlDocument { OptionAutoCloseOnEnd = true };
        document.LoadHtml(html);
        var text = new StringBuilder();
        return Append(document.DocumentNode, text, 0) ? ManyLines().Replace(text.ToString(), "\n\n").Trim() : null;
    }

    private static bool Append(HtmlNode node, StringBuilder text, int depth)
    {
        if (depth > MaxDepth)
        {
            return false;
        }

        foreach (var child in node.ChildNodes)
        {
            if (!(child switch
            {
                HtmlTextNode words => Words(words, text),
                { Name: "img" or "script" or "style" } or { NodeType: HtmlNodeType.Comment } => true,
                { Name: "pre" } => Code(child, text),
                { Name: "code" } => Around(child, "`", "`", text, depth),
                { Name: "br" } => Around(child, "\n", string.Empty, text, depth),
                { Name: "li" } => Around(child, Mark(child), "\n", text, depth),
                { Name: "p" } when node.Name == "li" => Append(child, text, depth + 1),
                { Name: "p" or "ul" or "ol" or "blockquote" or "div" or "h1" or "h2" or "h3" or "h4" } => Around(child, string.Empty, "\n\n", text, depth),
                _ => Append(child, text, depth + 1),
            }))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Around(HtmlNode node, string before, string after, StringBuilder text, int depth)
    {
        text.Append(before);
        var done = Append(node, text, depth + 1);
        text.Append(after);
        return done;
    }

    private static bool Words(HtmlTextNode node, StringBuilder text)
    {
        var words = HtmlEntity.DeEntitize(node.Text);
        // Between elements stands white space that lays out the source.
        if (!string.IsNullOrWhiteSpace(words) || node.ParentNode?.Name is not ("#document" or "ul" or "ol" or "li" or "blockquote" or "div"))
        {
            text.Append(words);
        }

        return true;
    }

    private static bool Code(HtmlNode node, StringBuilder text)
    {
        text.Append("```\n").Append(HtmlEntity.DeEntitize(node.InnerText).TrimEnd('\n')).Append("\n```\n\n");
        return true;
    }

    private static string Mark(HtmlNode item)
    {
        if (item.ParentNode is not { Name: "ol" } list)
        {
            return "- ";
        }

        var number = list.ChildNodes.TakeWhile(other => other != item).Count(other => other.Name == "li") + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{number}. ");
    }

    [GeneratedRegex(@"[ \t]*\n[ \t]*\n(\s*\n)*", RegexOptions.NonBacktracking)]
    private static partial Regex ManyLines();
}
