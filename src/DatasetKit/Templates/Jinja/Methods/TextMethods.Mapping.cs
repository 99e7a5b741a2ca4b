using System.Text;

namespace DatasetKit.Templates.Jinja;

/// <summary>Methods that map every character, or put others around a text.</summary>
internal static partial class TextMethods
{
    private static readonly Signature s_none = Signature.Unnamed("method", 0);
    private static readonly Signature s_align = Signature.Unnamed("center", 1, "width", "fillchar");
    private static readonly Signature s_width = Signature.Unnamed("zfill", 1, "width");
    private static readonly Signature s_tabs = new("expandtabs", 0, "tabsize");

    private static Value Lower(RenderState state, in Value text, in Arguments arguments) => Map(state, text, arguments, Casing.Lower);

    private static Value Upper(RenderState state, in Value text, in Arguments arguments) => Map(state, text, arguments, Casing.Upper);

    private static Value Title(RenderState state, in Value text, in Arguments arguments) => Map(state, text, arguments, TitleCase);

    private static Value Capitalize(RenderState state, in Value text, in Arguments arguments) => Map(state, text, arguments, Capitalized);

    private static Value CaseFold(RenderState state, in Value text, in Arguments arguments) => Map(state, text, arguments, whole => Each(whole, Casing.AppendFold));

    private static Value SwapCase(RenderState state, in Value text, in Arguments arguments) => Map(state, text, arguments, whole => Each(whole, (result, source, at) =>
    {
        var point = CodePoints.At(source, at);
        if (Casing.IsUpper(point))
        {
            Casing.AppendLower(result, source, at);
        }
        else if (Casing.IsLower(point))
        {
            Casing.AppendUpper(result, source, at);
        }
        else
        {
            result.Append(source, at, CodePoints.LengthAt(source, at));
        }
    }));

    private static Value Map(RenderState state, in Value text, in Arguments arguments, Func<string, string> map)
    {
        s_none.Bind(arguments);
        return Map(state, text, map);
    }

    public static Value Map(RenderState state, in Value text, Func<string, string> map)
    {
        var whole = text.Text;
        state.Look(whole.Length * 2);
        state.CheckText(whole.Length * 3L);
        return Texts.With(state, text, map(whole));
    }

    public static string Capitalized(string text) => Each(text, (result, source, at) =>
    {
        if (at == 0)
        {
            Casing.AppendTitle(result, source, at);
        }
        else
        {
            Casing.AppendLower(result, source, at);
        }
    });

    private static string TitleCase(string text)
    {
        var inWord = false;
        return Each(text, (result, source, at) =>
        {
            if (inWord)
            {
                Casing.AppendLower(result, source, at);
            }
            else
            {
                Casing.AppendTitle(result, source, at);
            }

            inWord = Casing.IsCased(CodePoints.At(source, at));
        });
    }

    private static string Each(string text, Action<StringBuilder, string, int> map)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at += CodePoints.LengthAt(text, at))
        {
            map(result, text, at);
        }

        return result.ToString();
    }

    private static Value Center(RenderState state, in Value text, in Arguments arguments)
    {
        var bound = s_align.Bind(arguments);
        return Center(state, text, Coerce.Index(bound[0]), bound[1]);
    }

    /// <summary>Where the space cannot be halved, Python puts the larger half left only if the width is odd.</summary>
    public static Value Center(RenderState state, in Value text, long width, in Value fill)
    {
        var space = width - CodePoints.Count(text.Text);
        return Pad(state, text, (space / 2) + (space & width & 1), space, fill);
    }

    private static Value AlignLeft(RenderState state, in Value text, in Arguments arguments)
    {
        var bound = s_align.Bind(arguments);
        return Pad(state, text, 0, Coerce.Index(bound[0]) - CodePoints.Count(text.Text), bound[1]);
    }

    private static Value AlignRight(RenderState state, in Value text, in Arguments arguments)
    {
        var bound = s_align.Bind(arguments);
        var space = Coerce.Index(bound[0]) - CodePoints.Count(text.Text);
        return Pad(state, text, space, space, bound[1]);
    }

    private static Value Pad(RenderState state, in Value text, long left, long space, in Value fill)
    {
        var filler = " ";
        if (!fill.IsMissing)
        {
            var given = text.IsMarkup ? Escaping.ToMarkup(state, fill) : fill;
            filler = given.TryText(out var one) ? one : throw PyError.Type($"The fill character must be a unicode character, not {fill.TypeName}");
            if (CodePoints.Count(filler) != 1)
            {
                throw PyError.Type("The fill character must be exactly one character long");
            }
        }

        if (space <= 0)
        {
            return text;
        }

        state.CheckText(text.Text.Length + (space * filler.Length));
        var mark = state.BeginText();
        Fill(state, filler, (int)left);
        state.Out.Append(text);
        Fill(state, filler, (int)(space - left));
        return state.EndText(mark, text.IsMarkup);
    }

    private static void Fill(RenderState state, string filler, int count)
    {
        if (filler.Length == 1)
        {
            state.Out.Fill(filler[0], count);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            state.Out.Append(filler);
        }
    }

    private static Value FillZeros(RenderState state, in Value text, in Arguments arguments)
    {
        var whole = text.Text;
        var space = Coerce.Index(s_width.Bind(arguments)[0]) - CodePoints.Count(whole);
        if (space <= 0)
        {
            return text;
        }

        state.CheckText(whole.Length + space);
        var sign = whole.Length > 0 && whole[0] is '+' or '-' ? 1 : 0;
        var mark = state.BeginText();
        state.Out.Append(whole, text.Runs, 0, sign);
        state.Out.Fill('0', (int)space);
        state.Out.Append(whole, text.Runs, sign, whole.Length - sign);
        return state.EndText(mark, text.IsMarkup);
    }

    private static Value ExpandTabs(RenderState state, in Value text, in Arguments arguments)
    {
        var size = Coerce.IndexOr(s_tabs.Bind(arguments)[0], 8);
        var whole = text.Text;
        state.Look(whole.Length);
        var mark = state.BeginText();
        var column = 0L;
        for (var at = 0; at < whole.Length;)
        {
            var length = CodePoints.LengthAt(whole, at);
            if (whole[at] == '\t')
            {
                var spaces = size > 0 ? size - (column % size) : 0;
                state.CheckText(spaces);
                state.Out.Fill(' ', (int)spaces);
                column += spaces;
            }
            else
            {
                column = whole[at] is '\n' or '\r' ? 0 : column + 1;
                state.Out.Append(whole, text.Runs, at, length);
            }

            at += length;
        }

        return state.EndText(mark, text.IsMarkup);
    }
}
