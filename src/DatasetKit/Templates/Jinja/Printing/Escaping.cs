using System.Buffers;

namespace DatasetKit.Templates.Jinja;

/// <summary>Markup: what HTML reserves becomes entities, in the way of Python's markupsafe.</summary>
internal static class Escaping
{
    private static readonly SearchValues<char> s_reserved = SearchValues.Create("&<>\"'");

    /// <summary>Appends a text escaped.</summary>
    public static void Escape(RenderState state, in Value value)
    {
        var text = value.Text;
        var runs = value.Runs;
        var start = 0;
        while (true)
        {
            var next = text.AsSpan(start).IndexOfAny(s_reserved);
            if (next < 0)
            {
                state.Out.Append(text, runs, start, text.Length - start);
                return;
            }

            state.Out.Append(text, runs, start, next);
            state.Out.AppendFor(Entity(text[start + next]), runs, start + next);
            start += next + 1;
        }
    }

    /// <summary>The value as markup: escaped unless it is that already.</summary>
    public static Value ToMarkup(RenderState state, in Value value)
    {
        if (value.IsMarkup)
        {
            return value;
        }

        var text = Printer.Text(state, value);
        var mark = state.BeginText();
        Escape(state, text);
        return state.EndText(mark, true);
    }

    private static string Entity(char reserved) => reserved switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&#34;",
        _ => "&#39;",
    };
}
