using System.Collections.Frozen;

namespace DatasetKit.Templates.Jinja;

/// <summary>The methods of lists, and those that tuples and ranges share with them.</summary>
internal static class ListMethods
{
    private static readonly Signature s_none = Signature.Unnamed("method", 0);
    private static readonly Signature s_item = Signature.Unnamed("append", 1, "object");
    private static readonly Signature s_index = Signature.Unnamed("index", 1, "value", "start", "stop");
    private static readonly Signature s_insert = Signature.Unnamed("insert", 2, "index", "object");
    private static readonly Signature s_pop = Signature.Unnamed("pop", 0, "index");
    private static readonly Signature s_sort = new("sort", 0, "key", "reverse");

    public static readonly FrozenDictionary<string, Method> All = new Dictionary<string, Method>
    {
        ["index"] = new(Index),
        ["count"] = new(Count),
        ["copy"] = new(Copy),
        ["append"] = new(Append, Mutates: true),
        ["extend"] = new(Extend, Mutates: true),
        ["insert"] = new(Insert, Mutates: true),
        ["pop"] = new(Pop, Mutates: true),
        ["remove"] = new(Remove, Mutates: true),
        ["reverse"] = new(Reverse, Mutates: true),
        ["sort"] = new(Sort, Mutates: true),
        ["clear"] = new(Clear, Mutates: true),
    }.ToFrozenDictionary();

    public static readonly FrozenDictionary<string, Method> Tuple = new Dictionary<string, Method> { ["index"] = new(Index), ["count"] = new(Count) }.ToFrozenDictionary();

    public static readonly FrozenDictionary<string, Method> Range = new Dictionary<string, Method> { ["index"] = new(RangeIndex), ["count"] = new(Count) }.ToFrozenDictionary();

    private static List<Value> Of(in Value self) => ((PyList)self.Ref!).Items;

    private static Value Index(RenderState state, in Value self, in Arguments arguments)
    {
        var bound = s_index.Bind(arguments);
        var items = Items(state, self);
        var start = Bound(bound[1], items.Count, 0);
        var stop = Math.Min(Bound(bound[2], items.Count, items.Count), items.Count);
        for (var i = start; i < stop; i++)
        {
            state.Step();
            if (Equality.Same(items[(int)i], bound[0]))
            {
                return Value.Of(i);
            }
        }

        throw PyError.Value(self.Kind == Kind.Tuple ? "tuple.index(x): x not in tuple" : $"{Repr.Short(bound[0])} is not in {self.TypeName}");
    }

    /// <summary>Unlike that of lists it has no bounds.</summary>
    private static Value RangeIndex(RenderState state, in Value self, in Arguments arguments)
    {
        s_item.Bind(arguments);
        return Index(state, self, arguments);
    }

    private static long Bound(in Value value, int count, long otherwise) => value.IsMissing ? otherwise
        : !value.TryInteger(out var integer) ? throw PyError.Type("slice indices must be integers or have an __index__ method")
        : Coerce.Clamp(integer) is < 0 and var fromEnd ? Math.Max(0, (long)fromEnd + count) : Coerce.Clamp(integer);

    private static Value Count(RenderState state, in Value self, in Arguments arguments)
    {
        var wanted = s_item.Bind(arguments)[0];
        var count = 0L;
        foreach (var item in Items(state, self))
        {
            state.Step();
            count += Equality.Same(item, wanted) ? 1 : 0;
        }

        return Value.Of(count);
    }

    private static List<Value> Items(RenderState state, in Value self) => self.Ref is PyList list ? list.Items : Sequences.ToList(state, self);

    private static Value Copy(RenderState state, in Value self, in Arguments arguments)
    {
        s_none.Bind(arguments);
        return Value.Of(new PyList(Sequences.ToList(state, self)));
    }

    private static Value Append(RenderState state, in Value self, in Arguments arguments)
    {
        state.ChargeItems(2);
        Of(self).Add(s_item.Bind(arguments)[0]);
        return Value.None;
    }

    private static Value Extend(RenderState state, in Value self, in Arguments arguments)
    {
        Of(self).AddRange(Sequences.ToList(state, s_item.Bind(arguments)[0]));
        return Value.None;
    }

    private static Value Insert(RenderState state, in Value self, in Arguments arguments)
    {
        var bound = s_insert.Bind(arguments);
        var items = Of(self);
        var index = Coerce.Clamp(Coerce.Index(bound[0]));
        state.ChargeItems(2);
        state.Steps(items.Count >> 6);
        items.Insert((int)Math.Clamp(index < 0 ? (long)index + items.Count : index, 0, items.Count), bound[1]);
        return Value.None;
    }

    private static Value Pop(RenderState state, in Value self, in Arguments arguments)
    {
        var items = Of(self);
        var index = Coerce.Clamp(Coerce.IndexOr(s_pop.Bind(arguments)[0], -1));
        if (items.Count == 0)
        {
            throw new PyError(ErrorClass.IndexError, "pop from empty list");
        }

        var at = index < 0 ? (long)index + items.Count : index;
        if (at < 0 || at >= items.Count)
        {
            throw new PyError(ErrorClass.IndexError, "pop index out of range");
        }

        state.Steps(items.Count >> 6);
        var item = items[(int)at];
        items.RemoveAt((int)at);
        return item;
    }

    private static Value Remove(RenderState state, in Value self, in Arguments arguments)
    {
        var wanted = s_item.Bind(arguments)[0];
        var items = Of(self);
        for (var i = 0; i < items.Count; i++)
        {
            state.Step();
            if (Equality.Same(items[i], wanted))
            {
                items.RemoveAt(i);
                return Value.None;
            }
        }

        throw PyError.Value("list.remove(x): x not in list");
    }

    private static Value Reverse(RenderState state, in Value self, in Arguments arguments)
    {
        s_none.Bind(arguments);
        state.Steps(Of(self).Count >> 3);
        Of(self).Reverse();
        return Value.None;
    }

    private static Value Sort(RenderState state, in Value self, in Arguments arguments)
    {
        if (arguments.Positional.Length > 0)
        {
            throw PyError.Type("sort() takes no positional arguments");
        }

        var bound = s_sort.Bind(arguments);
        var key = bound[0];
        var items = Of(self);
        var keys = key.IsMissing || key.IsNone ? items : items.ConvertAll(item => CallNode.Invoke(state, key, Arguments.Of(item)));
        var sorted = Sorting.Sort(state, items, keys, bound.IsTrue(state, 1));
        items.Clear();
        items.AddRange(sorted);
        return Value.None;
    }

    private static Value Clear(RenderState state, in Value self, in Arguments arguments)
    {
        s_none.Bind(arguments);
        Of(self).Clear();
        return Value.None;
    }
}
