using HtmlAgilityPack;

namespace DatasetKit.Recipes.Html;

/// <summary>Rows of tables, images and attributes as Markdown has them.</summary>
internal static class MarkdownTables
{
    public static string Row(HtmlNode node, string text)
    {
        var cells = node.Descendants().Where(cell => cell.Name is "td" or "th").ToList();
        var line = $"| {string.Join(" | ", cells.Select(_ => "---"))} |\n";
        var isFirst = Before(node) is null;
        if (isFirst && cells.All(cell => cell.Name == "th"))
        {
            return $"|{text}\n{line}";
        }

        // A table without a heading gets an empty one: Markdown has no table without.
        var above = node.ParentNode;
        return isFirst && above is not null && (above.Name == "table" || (above.Name == "tbody" && Before(above) is null))
            ? $"| {string.Join(" | ", cells.Select(_ => string.Empty))} |\n{line}|{text}\n"
            : $"|{text}\n";
    }

    public static string Image(HtmlNode node, bool inline)
    {
        var words = Attribute(node, "alt");
        return inline ? words : $"![{words}]({Attribute(node, "src")}{Title(Attribute(node, "title"))})";
    }

    public static string Title(string title) => title.Length == 0 ? string.Empty : $" \"{title.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public static string Attribute(HtmlNode node, string name) => HtmlEntity.DeEntitize(node.GetAttributeValue(name, string.Empty)) ?? string.Empty;

    /// <summary>What stands before a node, white space between elements left out.</summary>
    private static HtmlNode? Before(HtmlNode node)
    {
        var before = node.PreviousSibling;
        while (before is HtmlTextNode words && string.IsNullOrWhiteSpace(words.Text))
        {
            before = before.PreviousSibling;
        }

        return before;
    }
}
