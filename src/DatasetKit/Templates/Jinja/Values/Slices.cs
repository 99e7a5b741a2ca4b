using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>Python's <c>a[start:stop:step]</c>.</summary>
internal static class Slices
{
    public static Value Cut(RenderState state, in Value holder, in Value start, in Value stop, in Value step)
    {
        switch (holder.Ref)
        {
            case PyList list:
                return Value.Of(new PyList([.. Pick(state, list.Items, Bounds.Of(start, stop, step, list.Items.Count))]));
            case PyTuple tuple:
                return Value.Of(new PyTuple(Pick(state, tuple.Items, Bounds.Of(start, stop, step, tuple.Items.Length))));
            case string or PyText:
                return CutText(state, holder, start, stop, step);
            case PyRange range when range.Count <= int.MaxValue:
                var bounds = Bounds.Of(start, stop, step, (int)range.Count);
                return Value.Of(new PyRange(range.Start + (bounds.Start * range.Step), range.Start + (bounds.Stop * range.Step), range.Step * bounds.Step));
            case PyBytes bytes:
                return Value.Of(new PyBytes([.. Bounds.Of(start, stop, step, bytes.Data.Length).Indexes().Select(index => bytes.Data[index])]));
            case PyUndefined undefined:
                throw undefined.Fail();
            case PyDict:
                throw PyError.Type("unhashable type: 'slice'");
            default:
                throw PyError.Type($"'{holder.TypeName}' object is not subscriptable");
        }
    }

    private static Value[] Pick(RenderState state, IReadOnlyList<Value> items, Bounds bounds)
    {
        state.ChargeItems(bounds.Count);
        var picked = new Value[bounds.Count];
        var at = bounds.Start;
        for (var i = 0; i < picked.Length; i++, at += bounds.Step)
        {
            picked[i] = items[(int)at];
        }

        return picked;
    }

    private static Value CutText(RenderState state, in Value text, in Value start, in Value stop, in Value step)
    {
        var whole = text.Text;
        state.Look(whole.Length);
        var isSimple = CodePoints.IsSimple(whole);
        var bounds = Bounds.Of(start, stop, step, isSimple ? whole.Length : CodePoints.Count(whole));
        if (bounds.Count == 0)
        {
            return Texts.Cut(state, text, 0, 0);
        }

        if (bounds.Step == 1)
        {
            var from = isSimple ? (int)bounds.Start : CodePoints.Offset(whole, (int)bounds.Start);
            var length = isSimple ? bounds.Count : CodePoints.Offset(whole.AsSpan(from), bounds.Count);
            return Texts.Cut(state, text, from, length);
        }

        state.Steps(bounds.Count >> 3);
        var offsets = isSimple ? null : Offsets(whole);
        var mark = state.BeginText();
        foreach (var index in bounds.Indexes())
        {
            var at = offsets?[index] ?? index;
            state.Out.Append(whole, text.Runs, at, CodePoints.LengthAt(whole, at));
        }

        return state.EndText(mark, text.IsMarkup);
    }

    private static List<int> Offsets(string text)
    {
        var offsets = new List<int>(text.Length);
        for (var at = 0; at < text.Length; at += CodePoints.LengthAt(text, at))
        {
            offsets.Add(at);
        }

        return offsets;
    }
}

/// <summary>A slice of a sequence of known length: the first index, the one before which or after which to stop, and the step.</summary>
internal readonly record struct Bounds(long Start, long Stop, long Step)
{
    public int Count => (int)(Step > 0 ? Stop > Start ? ((Stop - Start - 1) / Step) + 1 : 0 : Start > Stop ? ((Start - Stop - 1) / -Step) + 1 : 0);

    public static Bounds Of(in Value start, in Value stop, in Value step, int length)
    {
        var by = Index(step, 1);
        if (by.IsZero)
        {
            throw PyError.Value("slice step cannot be zero");
        }

        var forward = by.Sign > 0;
        var low = forward ? 0 : -1;
        var high = forward ? length : length - 1;
        var from = start.IsNone ? (forward ? low : high) : Clamp(Index(start, 0), length, low, high);
        var to = stop.IsNone ? (forward ? high : low) : Clamp(Index(stop, 0), length, low, high);
        return new Bounds(from, to, (long)BigInteger.Max(BigInteger.Min(by, int.MaxValue), -int.MaxValue));
    }

    public IEnumerable<int> Indexes()
    {
        var count = Count;
        var at = Start;
        for (var i = 0; i < count; i++, at += Step)
        {
            yield return (int)at;
        }
    }

    private static BigInteger Index(in Value value, int whenNone) => value.IsNone ? whenNone
        : value.TryInteger(out var index) ? index
        : throw PyError.Type("slice indices must be integers or None or have an __index__ method");

    private static long Clamp(BigInteger index, int length, int low, int high) => (long)BigInteger.Max(low, BigInteger.Min(high, index.Sign < 0 ? index + length : index));
}
