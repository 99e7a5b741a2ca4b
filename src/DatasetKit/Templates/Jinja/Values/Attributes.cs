namespace DatasetKit.Templates.Jinja;

/// <summary>
/// Jinja's <c>a.b</c>. Nothing but these tables is reachable: there is no way from a template to a member of a .NET object.
/// </summary>
internal static class Attributes
{
    private static readonly HashSet<string> s_everywhere =
    [
        "__class__", "__delattr__", "__dir__", "__doc__", "__eq__", "__format__", "__ge__", "__getattribute__", "__getstate__", "__gt__", "__hash__", "__init__",
        "__init_subclass__", "__le__", "__lt__", "__ne__", "__new__", "__reduce__", "__reduce_ex__", "__repr__", "__setattr__", "__sizeof__", "__str__", "__subclasshook__",
    ];

    private static readonly HashSet<string> s_sequences = ["__add__", "__contains__", "__getitem__", "__iter__", "__len__", "__mul__", "__rmul__"];

    private static readonly HashSet<string> s_functions = ["__call__", "__code__", "__globals__", "__closure__", "__defaults__", "__dict__", "__module__", "__name__", "__qualname__", "__self__", "__func__", "__wrapped__"];

    public static Value Get(RenderState state, in Value holder, string name)
    {
        if (holder.Ref is PyUndefined undefined && !IsDunder(name))
        {
            throw undefined.Fail();
        }

        if (Find(state, holder, name) is { IsMissing: false } found)
        {
            return found;
        }

        if (holder.Ref is PyUndefined unknown)
        {
            throw unknown.Fail();
        }

        return holder.Ref is PyDict dict && dict.TryGet(name, out var item) ? item : PyUndefined.Element(holder, Value.Of(name));
    }

    /// <summary>Python's <c>getattr</c> behind the sandbox: missing when there is no such attribute.</summary>
    public static Value Find(RenderState state, in Value holder, string name)
    {
        if (name.Length == 0)
        {
            return default;
        }

        if (holder.Ref is PyNamespace space)
        {
            return name == "__class__" || (name[0] == '_' && space.Attributes.TryGet(name, out _)) ? PyUndefined.Unsafe(holder, name)
                : space.Attributes.TryGet(name, out var attribute) ? attribute : default;
        }

        if (name[0] == '_')
        {
            return IsUnsafe(holder, name) ? PyUndefined.Unsafe(holder, name) : default;
        }

        if (MethodTable.Find(holder.Kind, name) is { } method)
        {
            return method.Mutates && !state.Environment.AllowMutation
                ? PyUndefined.Unsafe(holder, name)
                : Value.Of(new PyMethod(name, holder, method.Body));
        }

        return holder.Ref switch
        {
            LoopContext loop => LoopFields.Find(name) is not LoopField.None and var field ? loop.Get(state, field) : default,
            PyMacro macro => macro.Get(name),
            PySelf self => self.Get(name),
            PyTuple { Fields: { } fields } tuple when Array.IndexOf(fields, name) is >= 0 and var index => tuple.Items[index],
            PyRange range => name switch { "start" => Value.Of(range.Start), "stop" => Value.Of(range.Stop), "step" => Value.Of(range.Step), _ => default },
            PyCycler cycler => cycler.Get(name),
            PyJoiner joiner => joiner.Get(name),
            _ => Number(holder, name),
        };
    }

    private static Value Number(in Value holder, string name) => (holder.Kind, name) switch
    {
        (Kind.Int or Kind.Bool, "real" or "numerator") => Value.Of(holder.Bits),
        (Kind.Big or Kind.Float, "real") or (Kind.Big, "numerator") => holder,
        (Kind.Int or Kind.Bool or Kind.Big, "imag") => Value.Of(0L),
        (Kind.Int or Kind.Bool or Kind.Big, "denominator") => Value.Of(1L),
        (Kind.Float, "imag") => Value.Of(0.0),
        _ => default,
    };

    private static bool IsDunder(string name) => name.Length > 3 && name.StartsWith("__", StringComparison.Ordinal) && name.EndsWith("__", StringComparison.Ordinal);

    private static bool IsUnsafe(in Value holder, string name) => s_everywhere.Contains(name)
        || (holder.Kind is Kind.Str or Kind.List or Kind.Tuple or Kind.Dict or Kind.Range or Kind.View or Kind.Bytes && s_sequences.Contains(name))
        || (holder.Kind is Kind.Callable && s_functions.Contains(name))
        || (holder.IsMarkup && name is "__html__" or "__html_format__" && holder.IsMarkup)
        || (holder.Kind is Kind.Str or Kind.Int or Kind.Float && name is "__mod__" or "__getnewargs__" && holder.Kind is not Kind.List)
        || (holder.Kind is Kind.Int or Kind.Float or Kind.Bool or Kind.Big && name is "__add__" or "__int__" or "__bool__" or "__sub__" or "__mul__" && holder.Kind is not Kind.Str and not Kind.List and not Kind.Tuple)
        || (holder.IsUndefined && name.StartsWith("_undefined_", StringComparison.Ordinal));
}
