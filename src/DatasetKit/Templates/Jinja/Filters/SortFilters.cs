namespace DatasetKit.Templates.Jinja;

/// <summary>Filters that order, group or compare; texts without regard to case unless told otherwise.</summary>
internal static class SortFilters
{
    private static readonly Signature s_sort = new("sort", 0, "reverse", "case_sensitive", "attribute");
    private static readonly Signature s_dictSort = new("dictsort", 0, "case_sensitive", "by", "reverse");
    private static readonly Signature s_unique = new("unique", 0, "case_sensitive", "attribute");
    private static readonly Signature s_groupBy = new("groupby", 1, "attribute", "default", "case_sensitive");
    private static readonly string[] s_groupFields = ["grouper", "list"];

    public static Value Sort(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_sort.Bind(arguments);
        var matters = bound.IsTrue(state, 1);
        var paths = AttributePath.Several(bound[2]);
        var items = Sequences.ToList(state, value);
        var keys = items.ConvertAll(item => paths.Length == 1
            ? Key(state, paths[0].Get(state, item), matters)
            : Value.Of(new PyTuple([.. paths.Select(path => Key(state, path.Get(state, item), matters))])));
        return Value.Of(new PyList(Sorting.Sort(state, items, keys, Coerce.IndexOr(bound[0], 0) != 0, asLists: true)));
    }

    public static Value DictSort(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_dictSort.Bind(arguments);
        var matters = bound.IsTrue(state, 0);
        var by = bound.Or(1, Value.Of("key")).TryText(out var name) && name is "key" or "value" ? name
            : throw new PyError(ErrorClass.FilterArgumentError, "You can only sort by either \"key\" or \"value\"");
        if (value.Ref is not PyDict dict)
        {
            throw value.Ref is PyUndefined undefined ? undefined.Fail() : new PyError(ErrorClass.AttributeError, $"'{value.TypeName}' object has no attribute 'items'");
        }

        state.ChargeItems(dict.Count * 8L);
        var items = dict.Part(ViewPart.Items);
        var keys = dict.Part(by == "key" ? ViewPart.Keys : ViewPart.Values).ConvertAll(key => Key(state, key, matters));
        return Value.Of(new PyList(Sorting.Sort(state, items, keys, Coerce.IndexOr(bound[2], 0) != 0)));
    }

    public static Value Min(RenderState state, in Value value, in Arguments arguments) => Extreme(state, value, arguments, CompareOperator.Less);

    public static Value Max(RenderState state, in Value value, in Arguments arguments) => Extreme(state, value, arguments, CompareOperator.Greater);

    private static Value Extreme(RenderState state, in Value value, in Arguments arguments, CompareOperator better)
    {
        var bound = s_unique.Bind(arguments);
        var matters = bound.IsTrue(state, 0);
        var path = AttributePath.Of(bound[1]);
        var items = Sequences.Iterate(value);
        if (!items.Next(state, out var best))
        {
            return Value.Of(PyUndefined.Hint("No aggregated item, sequence was empty."));
        }

        var bestKey = Key(state, path.Get(state, best), matters);
        while (items.Next(state, out var item))
        {
            var key = Key(state, path.Get(state, item), matters);
            if (Ordering.Compare(key, bestKey, better))
            {
                best = item;
                bestKey = key;
            }
        }

        return best;
    }

    public static Value Unique(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_unique.Bind(arguments);
        return Value.Of(new Generator(Uniques(state, value, bound.IsTrue(state, 0), AttributePath.Of(bound[1]))));
    }

    private static IEnumerable<Value> Uniques(RenderState state, Value value, bool matters, AttributePath path)
    {
        var seen = new PyDict();
        var items = Sequences.Iterate(value);
        while (items.Next(state, out var item))
        {
            var key = Key(state, path.Get(state, item), matters);
            if (!seen.TryGet(key, out _))
            {
                state.ChargeItems(4);
                seen.Set(key, Value.None);
                yield return item;
            }
        }
    }

    public static Value GroupBy(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_groupBy.Bind(arguments);
        var path = AttributePath.Of(bound[0], bound[1]);
        var matters = bound.IsTrue(state, 2);
        var items = Sequences.ToList(state, value);
        var keys = items.ConvertAll(item => Key(state, path.Get(state, item), matters));
        var groups = new List<Value>();
        List<Value>? group = null;
        Value last = default;
        foreach (var item in Sorting.Sort(state, items, keys, reverse: false))
        {
            var key = Key(state, path.Get(state, item), matters);
            state.ChargeItems(4);
            if (group is null || !Equality.Same(last, key))
            {
                group = [];
                groups.Add(Value.Of(new PyTuple([matters ? key : path.Get(state, item), Value.Of(new PyList(group))], s_groupFields)));
            }

            last = key;
            group.Add(item);
        }

        return Value.Of(new PyList(groups));
    }

    private static Value Key(RenderState state, in Value value, bool caseMatters) => !caseMatters && value.IsText ? TextMethods.Map(state, value, Casing.Lower) : value;
}
