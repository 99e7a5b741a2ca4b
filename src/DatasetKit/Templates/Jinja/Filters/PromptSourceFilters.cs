namespace DatasetKit.Templates.Jinja;

/// <summary>The filters that promptsource adds. Source: bigscience-workshop/promptsource, promptsource/templates.py.</summary>
internal static class PromptSourceFilters
{
    private static readonly Signature s_none = new("filter", 0);

    public static Value Highlight(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        var opened = Arithmetic.Apply(state, BinaryOperator.Add, Value.Of("<span style='color: #F08080'>"), value);
        return Arithmetic.Apply(state, BinaryOperator.Add, opened, Value.Of("</span>"));
    }

    public static Value Choice(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        return Sequences.Length(state, value) == 0 ? throw new PyError(ErrorClass.IndexError, "list index out of range") : SequenceFilters.Choose(state, value);
    }

    public static Value MostFrequent(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        if (!Sequences.IsTrue(state, value))
        {
            return Value.None;
        }

        var counts = new PyDict();
        var most = 0L;
        foreach (var item in Sequences.ToList(state, value))
        {
            var count = counts.TryGet(item, out var before) ? before.Bits + 1 : 1;
            most = Math.Max(most, count);
            counts.Set(item, Value.Of(count));
        }

        return Value.Of(new PyList([.. counts.Part(ViewPart.Items).Select(pair => (PyTuple)pair.Ref!).Where(pair => pair.Items[1].Bits == most).Select(pair => pair.Items[0])]));
    }
}
