using System.Text;

namespace DatasetKit.Cli.Terminal;

/// <summary>Two columns of text.</summary>
internal static class Table
{
    public static string Of(IEnumerable<(string Name, string Text)> rows)
    {
        var all = rows.ToList();
        var width = all.Count == 0 ? 0 : all.Max(r => r.Name.Length);
        var table = new StringBuilder();
        foreach (var (name, text) in all)
        {
            table.Append(name.PadRight(width)).Append("  ").Append(text).Append('\n');
        }

        return table.ToString();
    }
}
