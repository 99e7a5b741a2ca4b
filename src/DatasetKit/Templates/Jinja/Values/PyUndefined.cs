namespace DatasetKit.Templates.Jinja;

/// <summary>Jinja's Undefined: prints as nothing, is false, and fails on any use, with the message that it carries.</summary>
internal sealed class PyUndefined : PyObject
{
    private readonly string? _hint;
    private readonly string? _name;
    private readonly Value _holder;
    private readonly Value _key;

    private PyUndefined(string? hint, string? name, Value holder, Value key, ErrorClass error)
        : base(Kind.Undefined)
    {
        _hint = hint;
        _name = name;
        _holder = holder;
        _key = key;
        Error = error;
    }

    public ErrorClass Error { get; }

    public override string TypeName => "Undefined";

    public static PyUndefined Name(string name) => new(null, name, default, default, ErrorClass.UndefinedError);

    public static PyUndefined Hint(string hint) => new(hint, null, default, default, ErrorClass.UndefinedError);

    public static Value Element(in Value holder, in Value key) => Value.Of(new PyUndefined(null, null, holder, key, ErrorClass.UndefinedError));

    public static Value Unsafe(in Value holder, string attribute) =>
        Value.Of(new PyUndefined($"access to attribute {Repr.Quote(attribute)} of {Repr.Quote(holder.TypeName)} object is unsafe.", null, default, default, ErrorClass.SecurityError));

    public PyError Fail() => new(Error, Message());

    private string Message()
    {
        if (_hint is not null)
        {
            return _hint;
        }

        if (_holder.IsMissing)
        {
            return $"{Repr.Quote(_name!)} is undefined";
        }

        var holder = _holder.IsNone ? "None" : $"{TypeNames.Qualified(_holder)} object";
        return _key.TryText(out var key)
            ? $"{Repr.Quote(holder)} has no attribute {Repr.Quote(key)}"
            : $"{holder} has no element {Repr.Short(_key)}";
    }
}
