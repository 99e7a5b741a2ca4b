namespace DatasetKit.Templates.Jinja;

/// <summary>The variable <c>loop</c>.</summary>
internal sealed class LoopContext(Value iterable, PyIterator items, LoopCall? recursion, int depth) : PyObject(Kind.Loop)
{
    private PyIterator _items = items;
    private long _index = -1;
    private long _length = -1;
    private Value _before;
    private Value _current;
    private Value _after;
    private bool _atEnd;
    private Value[]? _changed;

    public override string TypeName => "LoopContext";

    public long Index => _index + 1;

    public bool Next(RenderState state, out Value item)
    {
        item = Peek(state);
        _after = default;
        if (item.IsMissing)
        {
            return false;
        }

        _index++;
        _before = _current;
        _current = item;
        return true;
    }

    public long Length(RenderState state)
    {
        if (_length < 0)
        {
            _length = Sequences.LengthOrNone(state, iterable);
        }

        if (_length < 0)
        {
            var rest = Sequences.ToList(state, Value.Of(_items));
            _items = new ArrayIterator(rest, "list_iterator");
            _atEnd = false;
            _length = rest.Count + Index + (_after.IsMissing ? 0 : 1);
        }

        return _length;
    }

    public Value Get(RenderState state, LoopField field) => state.AssumesLast && _current.Ref is PyDict { MessageTag: > 0 } ? AsLast(state, field) : Get(field, state);

    /// <summary>As if no item followed.</summary>
    private Value AsLast(RenderState state, LoopField field) => field switch
    {
        LoopField.Last => Value.True,
        LoopField.Length => Value.Of(_index + 1),
        LoopField.RevIndex => Value.Of(1L),
        LoopField.RevIndex0 => Value.Of(0L),
        LoopField.NextItem => Value.Of(PyUndefined.Hint("there is no next item")),
        _ => Get(field, state),
    };

    private Value Get(LoopField field, RenderState state) => field switch
    {
        LoopField.Index => Value.Of(_index + 1),
        LoopField.Index0 => Value.Of(_index),
        LoopField.First => Value.Of(_index == 0),
        LoopField.Last => Value.Of(Peek(state).IsMissing),
        LoopField.Length => Value.Of(Length(state)),
        LoopField.RevIndex => Value.Of(Length(state) - _index),
        LoopField.RevIndex0 => Value.Of(Length(state) - Index),
        LoopField.Depth => Value.Of(depth + 1L),
        LoopField.Depth0 => Value.Of((long)depth),
        LoopField.PreviousItem => _index == 0 ? Value.Of(PyUndefined.Hint("there is no previous item")) : _before,
        LoopField.NextItem => Peek(state) is { IsMissing: false } next ? next : Value.Of(PyUndefined.Hint("there is no next item")),
        LoopField.Cycle => Value.Of(new PyFunction("cycle", Cycle)),
        _ => Value.Of(new PyFunction("changed", Changed)),
    };

    public Value Call(RenderState state, in Arguments arguments)
    {
        if (recursion is null)
        {
            throw PyError.Type("The loop must have the 'recursive' marker to be called recursively.");
        }

        return recursion.Run(state, s_call.Bind(arguments)[0], depth + 1);
    }

    private static readonly Signature s_call = new("__call__", 1, "iterable");

    private Value Peek(RenderState state)
    {
        if (_after.IsMissing && !_atEnd && !_items.Next(state, out _after))
        {
            _after = default;
            _atEnd = true;
        }

        return _after;
    }

    private Value Cycle(RenderState state, in Arguments arguments) => arguments.Positional.Length == 0
        ? throw PyError.Type("no items for cycling given")
        : arguments.Positional[_index % arguments.Positional.Length];

    private Value Changed(RenderState state, in Arguments arguments)
    {
        var same = _changed is not null && Equality.Equal(Value.Of(new PyTuple(_changed)), Value.Of(new PyTuple(arguments.Positional)));
        _changed = arguments.Positional;
        return Value.Of(!same);
    }
}

/// <summary>The attributes of <c>loop</c>.</summary>
internal enum LoopField : byte
{
    None,
    Index,
    Index0,
    First,
    Last,
    Length,
    RevIndex,
    RevIndex0,
    Depth,
    Depth0,
    PreviousItem,
    NextItem,
    Cycle,
    Changed,
}

/// <summary>The attributes of <c>loop</c> by name.</summary>
internal static class LoopFields
{
    public static LoopField Find(string name) => name switch
    {
        "index" => LoopField.Index,
        "index0" => LoopField.Index0,
        "first" => LoopField.First,
        "last" => LoopField.Last,
        "length" => LoopField.Length,
        "revindex" => LoopField.RevIndex,
        "revindex0" => LoopField.RevIndex0,
        "depth" => LoopField.Depth,
        "depth0" => LoopField.Depth0,
        "previtem" => LoopField.PreviousItem,
        "nextitem" => LoopField.NextItem,
        "cycle" => LoopField.Cycle,
        "changed" => LoopField.Changed,
        _ => LoopField.None,
    };
}

/// <summary>Over <c>loop</c> itself: pairs of the item and the loop, as Python has it.</summary>
internal sealed class LoopIterator(LoopContext loop) : PyIterator
{
    public override bool Next(RenderState state, out Value value)
    {
        state.Step();
        var more = loop.Next(state, out var item);
        value = more ? Value.Of(new PyTuple([item, Value.Of(loop)])) : default;
        return more;
    }
}
