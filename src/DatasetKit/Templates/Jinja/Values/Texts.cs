namespace DatasetKit.Templates.Jinja;

/// <summary>Joining and cutting texts, with the origin of their characters.</summary>
internal static class Texts
{
    public static Value Add(RenderState state, in Value left, in Value right)
    {
        var markup = left.IsMarkup || right.IsMarkup;
        if (!markup && left.Ref is string a && right.Ref is string b)
        {
            // Python hands back the operand itself when the other is empty; so do we, for the sake of memory.
            if (a.Length == 0 || b.Length == 0)
            {
                return a.Length == 0 ? right : left;
            }

            state.ChargeText((long)a.Length + b.Length);
            return Value.Of(string.Concat(a, b));
        }

        var mark = state.BeginText();
        Append(state, left, markup && !left.IsMarkup);
        Append(state, right, markup && !right.IsMarkup);
        return state.EndText(mark, markup);
    }

    public static void Append(RenderState state, in Value text, bool escape)
    {
        if (escape)
        {
            Escaping.Escape(state, text);
        }
        else
        {
            state.Out.Append(text);
        }
    }

    public static Value Repeat(RenderState state, in Value text, int times)
    {
        var length = text.Text.Length;
        state.CheckText((long)length * times);
        if (times == 1)
        {
            return text;
        }

        if (length > 0 && text.Ref is string plain)
        {
            state.ChargeText((long)length * times);
            return Value.Of(string.Create(length * times, plain, static (all, part) =>
            {
                part.CopyTo(all);
                for (var done = part.Length; done < all.Length; done *= 2)
                {
                    all[..Math.Min(done, all.Length - done)].CopyTo(all[done..]);
                }
            }));
        }

        var mark = state.BeginText();
        if (length > 0)
        {
            for (var i = 0; i < times; i++)
            {
                state.Out.Append(text);
            }
        }

        return state.EndText(mark, text.IsMarkup);
    }

    /// <summary>A part of a text, by UTF-16 units.</summary>
    public static Value Cut(RenderState state, in Value text, int start, int length)
    {
        var whole = text.Text;
        if (length == whole.Length)
        {
            return text;
        }

        state.ChargeText(length);
        var part = length == 0 ? string.Empty : whole.Substring(start, length);
        return text.Ref is string ? Value.Of(part) : Value.OfText(part, RunList.Slice(text.Runs, start, length), text.IsMarkup);
    }

    /// <summary>The same text without its markup.</summary>
    public static Value Plain(in Value text) => text.Ref is PyText { IsMarkup: true } markup ? Value.OfText(markup.Text, markup.Runs, false) : text;

    public static Value Markup(in Value text) => text.IsMarkup ? text : Value.OfText(text.Text, text.Runs, true);

    /// <summary>Other characters in the place of a text's: their origins stay only where the length has.</summary>
    public static Value With(RenderState state, in Value text, string replaced)
    {
        if (ReferenceEquals(replaced, text.Text))
        {
            return text;
        }

        state.ChargeText(replaced.Length);
        return Value.OfText(replaced, replaced.Length == text.Text.Length ? text.Runs : RunList.Stretch(text.Runs, replaced.Length), text.IsMarkup);
    }
}
