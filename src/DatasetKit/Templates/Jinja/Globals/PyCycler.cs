namespace DatasetKit.Templates.Jinja;

/// <summary>What <c>cycler</c> gives: goes round its items.</summary>
internal sealed class PyCycler(Value[] items) : PyObject(Kind.Other)
{
    private readonly Value[] _items = items.Length > 0 ? items : throw new PyError(ErrorClass.RuntimeError, "at least one item has to be provided");
    private int _at;

    public override string TypeName => "Cycler";

    public Value Get(string name) => name switch
    {
        "current" => _items[_at],
        "pos" => Value.Of((long)_at),
        "items" => Value.Of(new PyTuple(_items)),
        "next" => Value.Of(new PyFunction("next", Next)),
        "reset" => Value.Of(new PyFunction("reset", Reset)),
        _ => default,
    };

    private Value Next(RenderState state, in Arguments arguments)
    {
        s_none.Bind(arguments);
        var current = _items[_at];
        _at = (_at + 1) % _items.Length;
        return current;
    }

    private Value Reset(RenderState state, in Arguments arguments)
    {
        s_none.Bind(arguments);
        _at = 0;
        return Value.None;
    }

    private static readonly Signature s_none = new("cycler", 0);
}

/// <summary>What <c>joiner</c> gives: nothing the first time it is called, its separator from then on.</summary>
internal sealed class PyJoiner(Value separator) : PyCallable
{
    private static readonly Signature s_none = new("__call__", 0);
    private bool _used;

    public override string TypeName => "Joiner";

    public Value Get(string name) => name switch { "sep" => separator, "used" => Value.Of(_used), _ => default };

    public override Value Call(RenderState state, in Arguments arguments)
    {
        s_none.Bind(arguments);
        var result = _used ? separator : Value.Empty;
        _used = true;
        return result;
    }
}
