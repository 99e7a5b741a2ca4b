namespace DatasetKit.Templates.Jinja;

/// <summary>Something that gives values one by one, once.</summary>
internal abstract class PyIterator() : PyObject(Kind.Iterator)
{
    public override string TypeName => "generator";

    public abstract bool Next(RenderState state, out Value value);
}

/// <summary>Over a list that may grow meanwhile.</summary>
internal sealed class ListIterator(PyList list) : PyIterator
{
    private int _at;

    public override string TypeName => "list_iterator";

    public override bool Next(RenderState state, out Value value)
    {
        state.Step();
        var more = _at < list.Items.Count;
        value = more ? list.Items[_at++] : default;
        return more;
    }
}

/// <summary>Over values that stay as they are.</summary>
internal sealed class ArrayIterator(IReadOnlyList<Value> items, string typeName = "tuple_iterator") : PyIterator
{
    private int _at;

    public override string TypeName => typeName;

    public override bool Next(RenderState state, out Value value)
    {
        state.Step();
        var more = _at < items.Count;
        value = more ? items[_at++] : default;
        return more;
    }
}

/// <summary>Over a dict, which must not change meanwhile.</summary>
internal sealed class DictIterator(PyDict dict, ViewPart part) : PyIterator
{
    private readonly int _count = dict.Count;
    private int _slot;

    public override string TypeName => part switch { ViewPart.Keys => "dict_keyiterator", ViewPart.Values => "dict_valueiterator", _ => "dict_itemiterator" };

    public override bool Next(RenderState state, out Value value)
    {
        state.Step();
        if (dict.Count != _count)
        {
            throw new PyError(ErrorClass.RuntimeError, "dictionary changed size during iteration");
        }

        while (_slot < dict.Slots)
        {
            if (dict.TryAt(_slot++, out var key, out var item))
            {
                value = Views.Select(part, key, item);
                return true;
            }
        }

        value = default;
        return false;
    }
}

/// <summary>Over the code points of a text.</summary>
internal sealed class TextIterator(Value text) : PyIterator
{
    private int _at;

    public override string TypeName => "str_ascii_iterator";

    public override bool Next(RenderState state, out Value value)
    {
        state.Step();
        var whole = text.Text;
        if (_at >= whole.Length)
        {
            value = default;
            return false;
        }

        var length = CodePoints.LengthAt(whole, _at);
        value = Texts.Cut(state, text, _at, length);
        _at += length;
        return true;
    }
}

/// <summary>Over a range.</summary>
internal sealed class RangeIterator(PyRange range) : PyIterator
{
    private readonly long _count = range.Count;
    private long _at;

    public override string TypeName => "range_iterator";

    public override bool Next(RenderState state, out Value value)
    {
        state.Step();
        var more = _at < _count;
        value = more ? Value.Of(range.Start + (_at++ * range.Step)) : default;
        return more;
    }
}

/// <summary>A generator that a filter makes: nothing runs before the first value is asked for.</summary>
internal sealed class Generator(IEnumerable<Value> values, string typeName = "generator") : PyIterator
{
    private IEnumerator<Value>? _values;
    private bool _done;

    public override string TypeName => typeName;

    public override bool Next(RenderState state, out Value value)
    {
        // Generators over generators over generators: each of them runs on the stack of the one that asks, so they count as calls.
        state.Enter();
        _values ??= values.GetEnumerator();
        _done = _done || !_values.MoveNext();
        state.Leave();
        value = _done ? default : _values.Current;
        return !_done;
    }
}
