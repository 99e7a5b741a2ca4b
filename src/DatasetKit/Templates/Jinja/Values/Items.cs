using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>Jinja's <c>a[b]</c>: the item, else the attribute of that name, else Undefined.</summary>
internal static class Items
{
    public static Value Get(RenderState state, in Value holder, in Value key)
    {
        if (holder.Ref is PyUndefined undefined)
        {
            throw undefined.Fail();
        }

        if (Find(state, holder, key) is { IsMissing: false } found)
        {
            return found;
        }

        return key.TryText(out var name) && Attributes.Find(state, holder, name) is { IsMissing: false } attribute ? attribute : PyUndefined.Element(holder, key);
    }

    /// <summary>Python's <c>a[b]</c>; missing where it would raise.</summary>
    public static Value Find(RenderState state, in Value holder, in Value key)
    {
        switch (holder.Ref)
        {
            case PyDict dict:
                return key.Kind is Kind.List or Kind.Dict ? default : dict.TryGet(key, out var item) ? item : default;
            case PyList list:
                return TryIndex(key, list.Items.Count, out var index) ? list.Items[index] : default;
            case PyTuple tuple:
                return TryIndex(key, tuple.Items.Length, out index) ? tuple.Items[index] : default;
            case string or PyText:
                return Character(state, holder, key);
            case PyRange range:
                return range.Count <= int.MaxValue && TryIndex(key, (int)range.Count, out index) ? Value.Of(range.Start + (index * range.Step)) : default;
            case PyBytes bytes:
                return TryIndex(key, bytes.Data.Length, out index) ? Value.Of((long)bytes.Data[index]) : default;
            case PySelf self when key.TryText(out var name):
                return self.Get(name);
            default:
                return default;
        }
    }

    private static Value Character(RenderState state, in Value text, in Value key)
    {
        var whole = text.Text;
        if (!key.TryInteger(out var wanted))
        {
            return default;
        }

        state.Look(whole.Length);
        var count = CodePoints.Count(whole);
        if (!TryIndex(wanted, count, out var index))
        {
            return default;
        }

        var at = CodePoints.Offset(whole, index);
        return Texts.Cut(state, text, at, CodePoints.LengthAt(whole, at));
    }

    private static bool TryIndex(in Value key, int count, out int index)
    {
        if (key.IsInt)
        {
            var at = key.Bits < 0 ? key.Bits + count : key.Bits;
            index = (int)at;
            return at >= 0 && at < count;
        }

        index = 0;
        return key.TryInteger(out var wanted) && TryIndex(wanted, count, out index);
    }

    private static bool TryIndex(BigInteger wanted, int count, out int index)
    {
        var at = wanted.Sign < 0 ? wanted + count : wanted;
        index = at.Sign >= 0 && at < count ? (int)at : 0;
        return at.Sign >= 0 && at < count;
    }
}
