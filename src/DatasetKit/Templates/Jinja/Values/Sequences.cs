namespace DatasetKit.Templates.Jinja;

/// <summary>Python's <c>bool</c>, <c>len</c>, <c>iter</c> and <c>in</c>.</summary>
internal static class Sequences
{
    public static bool IsTrue(RenderState state, in Value value) => value.Kind switch
    {
        Kind.Bool or Kind.Int => value.Bits != 0,
        Kind.None or Kind.Undefined or Kind.Missing => false,
        Kind.Str => value.Text.Length > 0,
        Kind.Float => value.Float != 0,
        Kind.List => ((PyList)value.Ref!).Items.Count > 0,
        Kind.Tuple => ((PyTuple)value.Ref!).Items.Length > 0,
        Kind.Dict => ((PyDict)value.Ref!).Count > 0,
        Kind.View => ((PyView)value.Ref!).Dict.Count > 0,
        Kind.Range => ((PyRange)value.Ref!).Count > 0,
        Kind.Bytes => ((PyBytes)value.Ref!).Data.Length > 0,
        Kind.Loop => ((LoopContext)value.Ref!).Length(state) > 0,
        _ => true,
    };

    /// <summary>Python's <c>len</c>; -1 for what has none.</summary>
    public static long LengthOrNone(RenderState state, in Value value)
    {
        switch (value.Kind)
        {
            case Kind.Str:
                var text = value.Text;
                state.Look(text.Length);
                return value.Ref is PyText { HasHalves: true } ? text.Length : CodePoints.Count(text);
            case Kind.List:
                return ((PyList)value.Ref!).Items.Count;
            case Kind.Tuple:
                return ((PyTuple)value.Ref!).Items.Length;
            case Kind.Dict:
                return ((PyDict)value.Ref!).Count;
            case Kind.View:
                return ((PyView)value.Ref!).Dict.Count;
            case Kind.Range:
                return ((PyRange)value.Ref!).Count;
            case Kind.Bytes:
                return ((PyBytes)value.Ref!).Data.Length;
            case Kind.Undefined:
                return 0;
            case Kind.Loop:
                return ((LoopContext)value.Ref!).Length(state);
            default:
                return -1;
        }
    }

    public static long Length(RenderState state, in Value value)
    {
        var length = LengthOrNone(state, value);
        return length >= 0 ? length : throw PyError.Type($"object of type '{value.TypeName}' has no len()");
    }

    /// <summary>Python's <c>iter</c>; null for what cannot be iterated.</summary>
    public static PyIterator? IterateOrNone(in Value value) => value.Kind switch
    {
        Kind.List => new ListIterator((PyList)value.Ref!),
        Kind.Tuple => new ArrayIterator(((PyTuple)value.Ref!).Items),
        Kind.Dict => new DictIterator((PyDict)value.Ref!, ViewPart.Keys),
        Kind.View => new DictIterator(((PyView)value.Ref!).Dict, ((PyView)value.Ref!).Part),
        Kind.Str => new TextIterator(Texts.Plain(value)),
        Kind.Range => new RangeIterator((PyRange)value.Ref!),
        Kind.Iterator => (PyIterator)value.Ref!,
        Kind.Undefined => new ArrayIterator([]),
        Kind.Loop => new LoopIterator((LoopContext)value.Ref!),
        Kind.Bytes => new ArrayIterator([.. ((PyBytes)value.Ref!).Data.Select(item => Value.Of((long)item))]),
        _ => null,
    };

    public static PyIterator Iterate(in Value value) => IterateOrNone(value) ?? throw PyError.Type($"'{value.TypeName}' object is not iterable");

    public static List<Value> ToList(RenderState state, in Value value)
    {
        if (value.Ref is PyList list)
        {
            state.ChargeItems(list.Items.Count);
            return [.. list.Items];
        }

        if (value.Ref is PyTuple tuple)
        {
            state.ChargeItems(tuple.Items.Length);
            return [.. tuple.Items];
        }

        var items = new List<Value>();
        var iterator = Iterate(value);
        while (iterator.Next(state, out var item))
        {
            state.ChargeItems(1);
            items.Add(item);
        }

        return items;
    }

    /// <summary>Python's <c>in</c>.</summary>
    public static bool Contains(RenderState state, in Value container, in Value item)
    {
        switch (container.Kind)
        {
            case Kind.Str:
                if (!item.TryText(out var part))
                {
                    throw PyError.Type($"'in <string>' requires string as left operand, not {item.TypeName}");
                }

                var text = container.Text;
                state.Look(text.Length);
                return text.Contains(part, StringComparison.Ordinal);
            case Kind.Bytes:
                return BytesMethods.Contains(state, ((PyBytes)container.Ref!).Data, item);
            case Kind.Dict:
                return ((PyDict)container.Ref!).TryGet(item, out _);
            case Kind.View when container.Ref is PyView { Part: ViewPart.Keys } keys:
                return keys.Dict.TryGet(item, out _);
            case Kind.List:
                foreach (var candidate in ((PyList)container.Ref!).Items)
                {
                    state.Step();
                    if (Equality.Same(candidate, item))
                    {
                        return true;
                    }
                }

                return false;
            default:
                var iterator = IterateOrNone(container) ?? throw PyError.Type($"argument of type '{container.TypeName}' is not iterable");
                while (iterator.Next(state, out var candidate))
                {
                    if (Equality.Same(candidate, item))
                    {
                        return true;
                    }
                }

                return false;
        }
    }
}
