namespace DatasetKit.Templates.Jinja;

/// <summary>Methods that look for something in a text, between two bounds in code points.</summary>
internal static partial class TextMethods
{
    private static readonly Signature s_find = Signature.Unnamed("find", 1, "sub", "start", "end");
    private static readonly Signature s_replace = Signature.Unnamed("replace", 2, "old", "new", "count");
    private static readonly Signature s_join = Signature.Unnamed("join", 1, "iterable");

    private static Value StartsWith(RenderState state, in Value text, in Arguments arguments) =>
        Borders(state, text, arguments, "startswith", (part, affix) => part.StartsWith(affix, StringComparison.Ordinal));

    private static Value EndsWith(RenderState state, in Value text, in Arguments arguments) =>
        Borders(state, text, arguments, "endswith", (part, affix) => part.EndsWith(affix, StringComparison.Ordinal));

    private delegate bool BorderTest(ReadOnlySpan<char> part, string affix);

    private static Value Borders(RenderState state, in Value text, in Arguments arguments, string function, BorderTest test)
    {
        var bound = s_find.Bind(arguments);
        var isInside = Window(state, text.Text, bound[1], bound[2], out var start, out var end);
        var part = isInside ? text.Text.AsSpan(start, end - start) : default;
        if (bound[0].TryText(out var affix))
        {
            return Value.Of(isInside && test(part, affix));
        }

        if (bound[0].Ref is not PyTuple tuple)
        {
            throw PyError.Type($"{function} first arg must be str or a tuple of str, not {bound[0].TypeName}");
        }

        foreach (var item in tuple.Items)
        {
            state.Step();
            if (!item.TryText(out affix))
            {
                throw PyError.Type($"tuple for {function} must only contain str, not {item.TypeName}");
            }

            if (isInside && test(part, affix))
            {
                return Value.True;
            }
        }

        return Value.False;
    }

    private static Value Find(RenderState state, in Value text, in Arguments arguments) => Value.Of(Find(state, text.Text, arguments, fromRight: false));

    private static Value FindRight(RenderState state, in Value text, in Arguments arguments) => Value.Of(Find(state, text.Text, arguments, fromRight: true));

    private static Value Index(RenderState state, in Value text, in Arguments arguments) =>
        Find(state, text.Text, arguments, fromRight: false) is >= 0 and var index ? Value.Of(index) : throw PyError.Value("substring not found");

    private static Value IndexRight(RenderState state, in Value text, in Arguments arguments) =>
        Find(state, text.Text, arguments, fromRight: true) is >= 0 and var index ? Value.Of(index) : throw PyError.Value("substring not found");

    private static long Find(RenderState state, string text, in Arguments arguments, bool fromRight)
    {
        var bound = s_find.Bind(arguments);
        var wanted = Wanted(bound[0]);
        if (!Window(state, text, bound[1], bound[2], out var start, out var end))
        {
            return -1;
        }

        var part = text.AsSpan(start, end - start);
        var found = fromRight ? part.LastIndexOf(wanted, StringComparison.Ordinal) : part.IndexOf(wanted, StringComparison.Ordinal);
        return found < 0 ? -1 : CodePoints.Count(text.AsSpan(0, start + found));
    }

    private static Value Count(RenderState state, in Value text, in Arguments arguments)
    {
        var bound = s_find.Bind(arguments);
        var wanted = Wanted(bound[0]);
        if (!Window(state, text.Text, bound[1], bound[2], out var start, out var end))
        {
            return Value.Of(0L);
        }

        var part = text.Text.AsSpan(start, end - start);
        return Value.Of(wanted.Length == 0 ? CodePoints.Count(part) + 1L : part.Count(wanted));
    }

    private static string Wanted(in Value value) => value.TryText(out var wanted) ? wanted : throw PyError.Type($"must be str, not {value.TypeName}");

    /// <summary>The units between two bounds, either of them missing, none or negative. False when the start is past the end.</summary>
    private static bool Window(RenderState state, string text, in Value from, in Value to, out int start, out int end)
    {
        start = 0;
        end = text.Length;
        state.Look(text.Length);
        if ((from.IsMissing || from.IsNone) && (to.IsMissing || to.IsNone))
        {
            return true;
        }

        var count = CodePoints.Count(text);
        var first = Bound(from, count, 0);
        var last = Math.Min(Bound(to, count, count), count);
        if (first > last || first > count)
        {
            return false;
        }

        start = CodePoints.Offset(text, (int)first);
        end = CodePoints.Offset(text, (int)last);
        return true;
    }

    private static long Bound(in Value value, int count, int otherwise)
    {
        if (value.IsMissing || value.IsNone)
        {
            return otherwise;
        }

        var index = value.TryInteger(out var integer) ? Coerce.Clamp(integer)
            : throw PyError.Type("slice indices must be integers or None or have an __index__ method");
        return index < 0 ? Math.Max(0, (long)index + count) : index;
    }

    private static Value Replace(RenderState state, in Value text, in Arguments arguments)
    {
        var bound = s_replace.Bind(arguments);
        var old = bound[0].TryText(out var given) ? given : throw PyError.Type($"replace() argument 1 must be str, not {bound[0].TypeName}");
        var with = bound[1];
        if (!with.IsText)
        {
            // Markup escapes what it puts in, and escaping takes anything.
            with = text.IsMarkup ? Escaping.ToMarkup(state, with) : throw PyError.Type($"replace() argument 2 must be str, not {with.TypeName}");
        }

        return Replace(state, text, old, text.IsMarkup ? Escaping.ToMarkup(state, with) : with, Coerce.IndexOr(bound[2], -1));
    }

    public static Value Replace(RenderState state, in Value text, string old, in Value with, long limit)
    {
        var whole = text.Text;
        state.Look(whole.Length);
        if (limit == 0 || !whole.Contains(old, StringComparison.Ordinal))
        {
            return text;
        }

        var mark = state.BeginText();
        var at = 0;
        for (var done = 0L; limit < 0 || done < limit; done++)
        {
            state.Step();
            int found;
            if (old.Length > 0)
            {
                found = whole.IndexOf(old, at, StringComparison.Ordinal);
            }
            else
            {
                found = done == 0 ? 0 : at < whole.Length ? at + CodePoints.LengthAt(whole, at) : -1;
            }

            if (found < 0)
            {
                break;
            }

            state.Out.Append(whole, text.Runs, at, found - at);
            state.Out.Append(with);
            at = found + old.Length;
        }

        state.Out.Append(whole, text.Runs, at, whole.Length - at);
        return state.EndText(mark, text.IsMarkup);
    }

    private static Value Join(RenderState state, in Value separator, in Arguments arguments)
    {
        var iterator = Sequences.IterateOrNone(s_join.Bind(arguments)[0]) ?? throw PyError.Type("can only join an iterable");
        var mark = state.BeginText();
        for (var count = 0; iterator.Next(state, out var item); count++)
        {
            if (!item.IsText && !separator.IsMarkup)
            {
                throw PyError.Type($"sequence item {count}: expected str instance, {item.TypeName} found");
            }

            if (count > 0)
            {
                state.Out.Append(separator);
            }

            state.Out.Append(separator.IsMarkup ? Escaping.ToMarkup(state, item) : item);
        }

        return state.EndText(mark, separator.IsMarkup);
    }
}
