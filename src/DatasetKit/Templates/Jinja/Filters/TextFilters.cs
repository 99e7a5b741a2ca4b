namespace DatasetKit.Templates.Jinja;

/// <summary>Filters that take any value as text.</summary>
internal static class TextFilters
{
    private static readonly Signature s_none = new("filter", 0);
    private static readonly Signature s_trim = new("trim", 0, "chars");
    private static readonly Signature s_center = new("center", 0, "width");
    private static readonly Signature s_replace = new("replace", 2, "old", "new", "count");
    private static readonly Signature s_join = new("join", 0, "d", "attribute");

    public static Value String(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        return Printer.SoftText(state, value);
    }

    public static Value Upper(RenderState state, in Value value, in Arguments arguments) => Map(state, value, arguments, Casing.Upper);

    public static Value Lower(RenderState state, in Value value, in Arguments arguments) => Map(state, value, arguments, Casing.Lower);

    public static Value Capitalize(RenderState state, in Value value, in Arguments arguments) => Map(state, value, arguments, TextMethods.Capitalized);

    private static Value Map(RenderState state, in Value value, in Arguments arguments, Func<string, string> map)
    {
        s_none.Bind(arguments);
        return TextMethods.Map(state, Printer.SoftText(state, value), map);
    }

    /// <summary>Words begin at the start and after whitespace or one of <c>-({[&lt;</c>, unlike those of <c>str.title</c>.</summary>
    public static Value Title(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        return TextMethods.Map(state, Texts.Plain(Printer.SoftText(state, value)), text =>
        {
            // A piece of text for each word.
            state.Look(text.Length * 4);
            var result = new System.Text.StringBuilder(text.Length);
            for (var at = 0; at < text.Length;)
            {
                var end = at;
                while (end < text.Length && IsBetweenWords(text[end]) == IsBetweenWords(text[at]))
                {
                    end++;
                }

                var first = CodePoints.LengthAt(text, at);
                Casing.AppendUpper(result, text, at);
                result.Append(Casing.Lower(text[(at + first)..end]));
                at = end;
            }

            return result.ToString();
        });
    }

    private static bool IsBetweenWords(char letter) => letter is '-' or '(' or '{' or '[' or '<' || PySpace.Is(letter);

    public static Value Trim(RenderState state, in Value value, in Arguments arguments)
    {
        var chars = s_trim.Bind(arguments)[0];
        return TextMethods.Strip(state, Printer.SoftText(state, value), chars, left: true, right: true);
    }

    public static Value Center(RenderState state, in Value value, in Arguments arguments)
    {
        var width = s_center.Bind(arguments)[0];
        return TextMethods.Center(state, Printer.SoftText(state, value), Coerce.IndexOr(width, 80), default);
    }

    public static Value Format(RenderState state, in Value value, in Arguments arguments)
    {
        if (arguments.Positional.Length > 0 && arguments.Names.Length > 0)
        {
            throw new PyError(ErrorClass.FilterArgumentError, "can't handle positional and keyword arguments at the same time");
        }

        return PercentFormat.Format(
            state, Printer.SoftText(state, value), arguments.Names.Length > 0 ? Value.Of(arguments.NamedDict()) : Value.Of(new PyTuple(arguments.Positional)));
    }

    public static Value Replace(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_replace.Bind(arguments);
        var old = bound[0];
        var with = bound[1];
        var limit = bound[2].IsMissing || bound[2].IsNone ? -1 : Coerce.Index(bound[2]);
        if (!state.AutoEscape)
        {
            return TextMethods.Replace(state, Printer.Text(state, value), Printer.Text(state, old).Text, Printer.Text(state, with), limit);
        }

        var text = old.IsMarkup || (with.IsMarkup && !value.IsMarkup) ? Escaping.ToMarkup(state, value) : Printer.SoftText(state, value);
        var inserted = Printer.SoftText(state, with);
        return TextMethods.Replace(state, text, Printer.SoftText(state, old).Text, text.IsMarkup ? Escaping.ToMarkup(state, inserted) : inserted, limit);
    }

    public static Value Join(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_join.Bind(arguments);
        var separator = bound.Or(0, Value.Empty);
        var path = bound[1].IsMissing || bound[1].IsNone ? null : AttributePath.Of(bound[1]);
        if (!state.AutoEscape)
        {
            return JoinPlain(state, Sequences.Iterate(value), Printer.Text(state, separator), path);
        }

        var items = Sequences.ToList(state, value);
        items = path is null ? items : items.ConvertAll(item => path.Get(state, item));
        var markup = separator.IsMarkup || items.Exists(item => item.IsMarkup);
        separator = markup ? Escaping.ToMarkup(state, separator) : Printer.SoftText(state, separator);
        var mark = state.BeginText();
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                state.Out.Append(separator);
            }

            state.Out.Append(markup ? Escaping.ToMarkup(state, items[i]) : Printer.SoftText(state, items[i]));
        }

        return state.EndText(mark, markup);
    }

    private static Value JoinPlain(RenderState state, PyIterator items, in Value separator, AttributePath? path)
    {
        var mark = state.BeginText();
        var first = true;
        while (items.Next(state, out var item))
        {
            if (!first)
            {
                state.Out.Append(separator);
            }

            first = false;
            Printer.Print(state, path is null ? item : path.Get(state, item));
        }

        return state.EndText(mark, false);
    }
}
