namespace DatasetKit.Templates.Jinja;

/// <summary>Filters that lay text out: indent, truncate, wrap.</summary>
internal static class LayoutFilters
{
    private static readonly Signature s_none = new("filter", 0);
    private static readonly Signature s_indent = new("indent", 0, "width", "first", "blank");
    private static readonly Signature s_truncate = new("truncate", 0, "length", "killwords", "end", "leeway");
    private static readonly Signature s_wordWrap = new("wordwrap", 0, "width", "break_long_words", "wrapstring", "break_on_hyphens");

    public static Value Indent(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_indent.Bind(arguments);
        var width = bound.Or(0, Value.Of(4L));
        var indent = width.IsText ? width : Arithmetic.Apply(state, BinaryOperator.Multiply, Value.Of(" "), width);
        if (value.Kind == Kind.List)
        {
            throw new PyError(ErrorClass.AttributeError, "'list' object has no attribute 'splitlines'");
        }

        var ended = Arithmetic.Apply(state, BinaryOperator.Add, value, Value.Of("\n"));
        var blank = bound.IsTrue(state, 2);
        var mark = state.BeginText();
        var lines = TextMethods.Lines(state, ended, keepEnds: false);
        for (var i = 0; i < lines.Count; i++)
        {
            if (i > 0)
            {
                state.Out.Append('\n');
            }

            if (i > 0 ? blank || lines[i].Text.Length > 0 : bound.IsTrue(state, 1))
            {
                state.Out.Append(indent);
            }

            state.Out.Append(lines[i]);
        }

        return state.EndText(mark, value.IsMarkup);
    }

    public static Value Truncate(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_truncate.Bind(arguments);
        var length = bound.Or(0, Value.Of(255L));
        var end = bound.Or(2, Value.Of("..."));
        var leeway = bound[3].IsMissing || bound[3].IsNone ? Value.Of(5L) : bound[3];
        var endLength = Value.Of(Sequences.Length(state, end));
        if (Ordering.Less(length, endLength))
        {
            throw new PyError(ErrorClass.AssertionError, $"expected length >= {endLength.Bits}, got {Repr.Short(length)}");
        }

        if (Ordering.Less(leeway, Value.Of(0L)))
        {
            throw new PyError(ErrorClass.AssertionError, $"expected leeway >= 0, got {Repr.Short(leeway)}");
        }

        var allowed = Arithmetic.Apply(state, BinaryOperator.Add, length, leeway);
        if (Ordering.Compare(Value.Of(Sequences.Length(state, value)), allowed, CompareOperator.LessOrEqual))
        {
            return value;
        }

        var cut = Slices.Cut(state, value, Value.None, Arithmetic.Apply(state, BinaryOperator.Subtract, length, endLength), Value.None);
        if (!bound.IsTrue(state, 1))
        {
            if (!cut.TryText(out var text))
            {
                throw new PyError(ErrorClass.AttributeError, $"'{cut.TypeName}' object has no attribute 'rsplit'");
            }

            var space = text.LastIndexOf(' ');
            cut = space < 0 ? cut : Texts.Cut(state, cut, 0, space);
        }

        return Arithmetic.Apply(state, BinaryOperator.Add, cut, end);
    }

    public static Value WordCount(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        var text = Printer.SoftText(state, value).Text;
        state.Look((int)Math.Min(text.Length * 16L, int.MaxValue));
        var count = 0L;
        var inWord = false;
        for (var at = 0; at < text.Length; at += CodePoints.LengthAt(text, at))
        {
            var isWord = TextClasses.IsWord(CodePoints.At(text, at));
            count += isWord && !inWord ? 1 : 0;
            inWord = isWord;
        }

        return Value.Of(count);
    }

    public static Value WordWrap(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_wordWrap.Bind(arguments);
        var joint = bound[2].IsMissing || bound[2].IsNone ? Value.Of("\n") : bound[2];
        if (!joint.IsText)
        {
            throw joint.Ref is PyUndefined missing ? missing.Fail() : new PyError(ErrorClass.AttributeError, $"'{joint.TypeName}' object has no attribute 'join'");
        }

        if (!value.IsText)
        {
            throw value.Ref is PyUndefined undefined ? undefined.Fail() : new PyError(ErrorClass.AttributeError, $"'{value.TypeName}' object has no attribute 'splitlines'");
        }

        var lines = TextMethods.Lines(state, Texts.Plain(value), keepEnds: false);
        if (lines.Count > 0 && bound[0].Ref is PyUndefined width)
        {
            throw width.Fail();
        }

        List<List<Value>> wrapped = lines.Count == 0 ? [] : lines.ConvertAll(new TextWrapper(
            state, Coerce.IndexOr(bound[0], 79), bound[1].IsMissing || bound.IsTrue(state, 1), bound[3].IsMissing || bound.IsTrue(state, 3)).Wrap);
        var mark = state.BeginText();
        for (var i = 0; i < wrapped.Count; i++)
        {
            if (i > 0)
            {
                state.Out.Append(joint);
            }

            for (var j = 0; j < wrapped[i].Count; j++)
            {
                if (j > 0)
                {
                    state.Out.Append(joint);
                }

                state.Out.Append(wrapped[i][j]);
            }
        }

        return state.EndText(mark, joint.IsMarkup);
    }
}
