namespace DatasetKit.Templates.Jinja;

/// <summary>Methods that give parts of a text; each part keeps the origin of its characters.</summary>
internal static partial class TextMethods
{
    private static readonly Signature s_strip = Signature.Unnamed("strip", 0, "chars");
    private static readonly Signature s_split = new("split", 0, "sep", "maxsplit");
    private static readonly Signature s_splitLines = new("splitlines", 0, "keepends");
    private static readonly Signature s_partition = Signature.Unnamed("partition", 1, "sep");
    private static readonly Signature s_remove = Signature.Unnamed("removeprefix", 1, "prefix");

    public static Value Strip(RenderState state, in Value text, in Arguments arguments) => Strip(state, text, s_strip.Bind(arguments)[0], true, true);

    public static Value StripLeft(RenderState state, in Value text, in Arguments arguments) => Strip(state, text, s_strip.Bind(arguments)[0], true, false);

    public static Value StripRight(RenderState state, in Value text, in Arguments arguments) => Strip(state, text, s_strip.Bind(arguments)[0], false, true);

    public static Value Strip(RenderState state, in Value text, in Value chars, bool left, bool right)
    {
        var whole = text.Text;
        var start = 0;
        var end = whole.Length;
        if (chars.IsMissing || chars.IsNone)
        {
            start = left ? PySpace.SkipFrom(whole, 0) : 0;
            end = right ? PySpace.TrimmedEnd(whole, start) : end;
            state.Look(whole.Length - (end - start));
            return Texts.Cut(state, text, start, end - start);
        }

        if (!chars.TryText(out var set))
        {
            throw PyError.Type($"strip arg must be None or str, not {chars.TypeName}");
        }

        set = set.Length > 16 ? Distinct(state, set) : set;
        if (CodePoints.IsSimple(set) && CodePoints.IsSimple(whole))
        {
            start = !left ? 0 : whole.AsSpan().IndexOfAnyExcept(set) is >= 0 and var first ? first : end;
            end = !right ? end : start + whole.AsSpan(start).LastIndexOfAnyExcept(set) + 1;
        }

        while (left && start < end && Contains(set, whole, start, out var length))
        {
            start += length;
        }

        while (right && end > start && Contains(set, whole, Before(whole, end, start), out var length))
        {
            end -= length;
        }

        state.Look((int)Math.Min((whole.Length - (end - start)) * (1L + (set.Length >> 4)), int.MaxValue));
        return Texts.Cut(state, text, start, end - start);
    }

    private static string Distinct(RenderState state, string set)
    {
        state.Look(set.Length * 8);
        return string.Concat(set.EnumerateRunes().Distinct().Select(rune => rune.ToString()));
    }

    private static int Before(string text, int end, int start) =>
        end - start > 1 && char.IsLowSurrogate(text[end - 1]) && char.IsHighSurrogate(text[end - 2]) ? end - 2 : end - 1;

    private static bool Contains(string set, string text, int at, out int length)
    {
        length = CodePoints.LengthAt(text, at);
        return length == 1 ? set.Contains(text[at]) : set.Contains(text.Substring(at, 2), StringComparison.Ordinal);
    }

    public static Value Split(RenderState state, in Value text, in Arguments arguments) => Split(state, text, arguments, fromRight: false);

    public static Value SplitRight(RenderState state, in Value text, in Arguments arguments) => Split(state, text, arguments, fromRight: true);

    private static Value Split(RenderState state, in Value text, in Arguments arguments, bool fromRight)
    {
        var bound = s_split.Bind(arguments);
        var separator = bound[0];
        var limit = Coerce.IndexOr(bound[1], -1);
        var whole = text.Text;
        state.Look(whole.Length);
        var parts = new List<Value>();
        if (separator.IsMissing || separator.IsNone)
        {
            SplitAtSpaces(state, text, limit, fromRight, parts);
        }
        else
        {
            if (!separator.TryText(out var mark))
            {
                throw PyError.Type($"must be str or None, not {separator.TypeName}");
            }

            if (mark.Length == 0)
            {
                throw PyError.Value("empty separator");
            }

            SplitAt(state, text, mark, limit, fromRight, parts);
        }

        if (fromRight)
        {
            parts.Reverse();
        }

        return Value.Of(new PyList(parts));
    }

    private static void SplitAt(RenderState state, in Value text, string mark, long limit, bool fromRight, List<Value> parts)
    {
        var whole = text.Text;
        var start = 0;
        var end = whole.Length;
        while (limit < 0 || parts.Count < limit)
        {
            var found = fromRight
                ? whole.AsSpan(0, end).LastIndexOf(mark, StringComparison.Ordinal)
                : whole.IndexOf(mark, start, StringComparison.Ordinal);
            if (found < 0)
            {
                break;
            }

            state.ChargeItems(2);
            if (fromRight)
            {
                parts.Add(Part(state, text, found + mark.Length, end));
                end = found;
            }
            else
            {
                parts.Add(Part(state, text, start, found));
                start = found + mark.Length;
            }
        }

        parts.Add(Part(state, text, start, end));
    }

    private static void SplitAtSpaces(RenderState state, in Value text, long limit, bool fromRight, List<Value> parts)
    {
        var whole = text.Text;
        var start = 0;
        var end = whole.Length;
        while (true)
        {
            start = fromRight ? start : PySpace.SkipFrom(whole, start);
            end = fromRight ? PySpace.TrimmedEnd(whole.AsSpan(0, end)) : end;
            if (start >= end)
            {
                return;
            }

            if (limit >= 0 && parts.Count >= limit)
            {
                parts.Add(fromRight ? Part(state, text, 0, end) : Part(state, text, start, whole.Length));
                return;
            }

            state.ChargeItems(2);
            var at = fromRight ? end : start;
            while (fromRight ? at > 0 && !PySpace.Is(whole[at - 1]) : at < end && !PySpace.Is(whole[at]))
            {
                at += fromRight ? -1 : 1;
            }

            parts.Add(fromRight ? Part(state, text, at, end) : Part(state, text, start, at));
            (start, end) = fromRight ? (start, at) : (at, end);
        }
    }

    private static Value Part(RenderState state, in Value text, int start, int end) => Texts.Cut(state, text, start, end - start);

    public static Value SplitLines(RenderState state, in Value text, in Arguments arguments) =>
        Value.Of(new PyList(Lines(state, text, Coerce.IndexOr(s_splitLines.Bind(arguments)[0], 0) != 0)));

    public static List<Value> Lines(RenderState state, in Value text, bool keepEnds)
    {
        var whole = text.Text;
        var lines = new List<Value>();
        state.Look(whole.Length);
        for (var start = 0; start < whole.Length;)
        {
            var end = whole.AsSpan(start).IndexOfAny(LineEnds.All) is >= 0 and var found ? start + found : whole.Length;
            var next = end == whole.Length ? end : whole[end] == '\r' && end + 1 < whole.Length && whole[end + 1] == '\n' ? end + 2 : end + 1;
            state.ChargeItems(2);
            lines.Add(Part(state, text, start, keepEnds ? next : end));
            start = next;
        }

        return lines;
    }

    private static Value Partition(RenderState state, in Value text, in Arguments arguments) => Partition(state, text, s_partition.Bind(arguments)[0], fromRight: false);

    private static Value PartitionRight(RenderState state, in Value text, in Arguments arguments) => Partition(state, text, s_partition.Bind(arguments)[0], fromRight: true);

    private static Value Partition(RenderState state, in Value text, in Value separator, bool fromRight)
    {
        var mark = separator.TryText(out var given) ? given : throw PyError.Type($"must be str, not {separator.TypeName}");
        if (mark.Length == 0)
        {
            throw PyError.Value("empty separator");
        }

        var whole = text.Text;
        state.Look(whole.Length);
        var found = fromRight ? whole.LastIndexOf(mark, StringComparison.Ordinal) : whole.IndexOf(mark, StringComparison.Ordinal);
        var nothing = Part(state, text, 0, 0);
        return Value.Of(new PyTuple(found >= 0 ? [Part(state, text, 0, found), Part(state, text, found, found + mark.Length), Part(state, text, found + mark.Length, whole.Length)]
            : fromRight ? [nothing, nothing, text]
            : [text, nothing, nothing]));
    }

    private static Value RemovePrefix(RenderState state, in Value text, in Arguments arguments)
    {
        var prefix = Coerce.Text(s_remove.Bind(arguments)[0], "removeprefix");
        return text.Text.StartsWith(prefix, StringComparison.Ordinal) ? Part(state, text, prefix.Length, text.Text.Length) : text;
    }

    private static Value RemoveSuffix(RenderState state, in Value text, in Arguments arguments)
    {
        var suffix = Coerce.Text(s_remove.Bind(arguments)[0], "removesuffix");
        return text.Text.EndsWith(suffix, StringComparison.Ordinal) ? Part(state, text, 0, text.Text.Length - suffix.Length) : text;
    }
}
