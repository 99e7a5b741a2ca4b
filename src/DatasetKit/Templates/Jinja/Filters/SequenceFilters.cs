namespace DatasetKit.Templates.Jinja;

/// <summary>Filters that look at, cut or turn sequences.</summary>
internal static class SequenceFilters
{
    private static readonly Signature s_none = new("filter", 0);
    private static readonly Signature s_batch = new("batch", 1, "linecount", "fill_with");
    private static readonly Signature s_slice = new("slice", 1, "slices", "fill_with");
    private static readonly Signature s_sum = new("sum", 0, "attribute", "start");

    public static Value Length(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        return Value.Of(Sequences.Length(state, value));
    }

    public static Value List(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        return Value.Of(new PyList(Sequences.ToList(state, value)));
    }

    public static Value First(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        return Sequences.Iterate(value).Next(state, out var first) ? first : Value.Of(PyUndefined.Hint("No first item, sequence was empty."));
    }

    public static Value Last(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        var reversed = Reversed(state, value) ?? throw PyError.Type($"'{value.TypeName}' object is not reversible");
        return reversed.Next(state, out var last) ? last : Value.Of(PyUndefined.Hint("No last item, sequence was empty."));
    }

    public static Value Random(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        return Sequences.Length(state, value) == 0 ? Value.Of(PyUndefined.Hint("No random item, sequence was empty.")) : Choose(state, value);
    }

    /// <summary>One item of a sequence that has some.</summary>
    public static Value Choose(RenderState state, in Value sequence)
    {
        var count = (int)Math.Min(Sequences.Length(state, sequence), int.MaxValue);
        var index = Value.Of((long)(state.Random?.Invoke(count) ?? 0));
        return Jinja.Items.Find(state, sequence, index) is { IsMissing: false } item ? item
            : sequence.Kind == Kind.Dict ? throw new PyError(ErrorClass.KeyError, Repr.Short(index))
            : throw PyError.Type($"'{sequence.TypeName}' object is not subscriptable");
    }

    public static Value Reverse(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        if (value.IsText)
        {
            return Slices.Cut(state, value, Value.None, Value.None, Value.Of(-1L));
        }

        if (Reversed(state, value) is { } reversed)
        {
            return Value.Of(reversed);
        }

        if (Sequences.IterateOrNone(value) is null)
        {
            throw new PyError(ErrorClass.FilterArgumentError, "argument must be iterable");
        }

        var items = Sequences.ToList(state, value);
        items.Reverse();
        return Value.Of(new PyList(items));
    }

    private static ArrayIterator? Reversed(RenderState state, in Value value)
    {
        if (value.Kind is not (Kind.List or Kind.Tuple or Kind.Dict or Kind.View or Kind.Str or Kind.Range or Kind.Bytes or Kind.Undefined))
        {
            return null;
        }

        var items = Sequences.ToList(state, value);
        items.Reverse();
        return new ArrayIterator(items, value.Kind switch
        {
            Kind.List => "list_reverseiterator",
            Kind.Dict => "dict_reversekeyiterator",
            Kind.Range => "range_iterator",
            _ => "reversed",
        });
    }

    public static Value Items(RenderState state, in Value value, in Arguments arguments)
    {
        s_none.Bind(arguments);
        return Value.Of(new Generator(Pairs(state, value)));
    }

    private static IEnumerable<Value> Pairs(RenderState state, Value value)
    {
        if (value.IsUndefined)
        {
            yield break;
        }

        var pairs = new DictIterator(value.Ref as PyDict ?? throw PyError.Type("Can only get item pairs from a mapping."), ViewPart.Items);
        while (pairs.Next(state, out var pair))
        {
            yield return pair;
        }
    }

    public static Value Batch(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_batch.Bind(arguments);
        return Value.Of(new Generator(Batches(state, value, bound[0], bound.Or(1, Value.None))));
    }

    private static IEnumerable<Value> Batches(RenderState state, Value value, Value size, Value fill)
    {
        var batch = new List<Value>();
        var items = Sequences.Iterate(value);
        while (items.Next(state, out var item))
        {
            if (Equality.Equal(Value.Of((long)batch.Count), size))
            {
                yield return Value.Of(new PyList(batch));
                batch = [];
            }

            state.ChargeItems(2);
            batch.Add(item);
        }

        if (batch.Count == 0)
        {
            yield break;
        }

        if (!fill.IsNone && Ordering.Less(Value.Of((long)batch.Count), size))
        {
            var missing = Coerce.Index(size) - batch.Count;
            state.ChargeItems(missing);
            batch.AddRange(Enumerable.Repeat(fill, (int)missing));
        }

        yield return Value.Of(new PyList(batch));
    }

    public static Value Slice(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_slice.Bind(arguments);
        return Value.Of(new Generator(SlicesOf(state, value, bound[0], bound.Or(1, Value.None))));
    }

    private static IEnumerable<Value> SlicesOf(RenderState state, Value value, Value count, Value fill)
    {
        var items = Sequences.ToList(state, value);
        var slices = Coerce.Index(count);
        if (slices == 0)
        {
            throw new PyError(ErrorClass.ZeroDivisionError, "integer division or modulo by zero");
        }

        var size = slices < 0 ? 0 : (int)(items.Count / slices);
        var larger = slices < 0 ? 0 : items.Count % slices;
        var start = 0;
        for (var i = 0L; i < slices; i++)
        {
            state.ChargeItems(size + 10);
            var slice = items.GetRange(start, size + (i < larger ? 1 : 0));
            start += slice.Count;
            if (!fill.IsNone && i >= larger)
            {
                slice.Add(fill);
            }

            yield return Value.Of(new PyList(slice));
        }
    }

    public static Value Sum(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_sum.Bind(arguments);
        var path = bound[0].IsMissing || bound[0].IsNone ? null : AttributePath.Of(bound[0]);
        var sum = bound.Or(1, Value.Of(0L));
        var items = Sequences.Iterate(value);
        if (sum.IsText)
        {
            throw PyError.Type("sum() can't sum strings [use ''.join(seq) instead]");
        }

        while (items.Next(state, out var item))
        {
            sum = Arithmetic.Apply(state, BinaryOperator.Add, sum, path is null ? item : path.Get(state, item));
        }

        return sum;
    }
}
