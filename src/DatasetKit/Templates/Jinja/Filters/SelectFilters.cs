namespace DatasetKit.Templates.Jinja;

/// <summary>Filters that pick or map items by name of an attribute, a filter or a test. What they give is made when it is asked for.</summary>
internal static class SelectFilters
{
    private static readonly Signature s_default = new("default", 0, "default_value", "boolean");
    private static readonly Signature s_attr = new("attr", 1, "name");

    public static Value Default(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_default.Bind(arguments);
        return value.IsUndefined || (bound.IsTrue(state, 1) && !Sequences.IsTrue(state, value)) ? bound.Or(0, Value.Empty) : value;
    }

    public static Value Attr(RenderState state, in Value value, in Arguments arguments)
    {
        var name = s_attr.Bind(arguments)[0].TryText(out var text) ? text : throw PyError.Type("attribute name must be string");
        return value.Ref is PyUndefined undefined && !name.StartsWith("__", StringComparison.Ordinal) ? throw undefined.Fail()
            : Attributes.Find(state, value, name) is { IsMissing: false } found ? found
            : PyUndefined.Element(value, Value.Of(name));
    }

    public static Value Map(RenderState state, in Value value, in Arguments arguments) => Value.Of(new Generator(Mapped(state, value, arguments)));

    private static IEnumerable<Value> Mapped(RenderState state, Value value, Arguments arguments)
    {
        if (!Sequences.IsTrue(state, value))
        {
            yield break;
        }

        var map = Mapping(state, arguments);
        var items = Sequences.Iterate(value);
        while (items.Next(state, out var item))
        {
            yield return map(item);
        }
    }

    private static Func<Value, Value> Mapping(RenderState state, Arguments arguments)
    {
        if (arguments.Positional.Length == 0)
        {
            if (!arguments.TryNamed("attribute", out var attribute))
            {
                throw new PyError(ErrorClass.FilterArgumentError, "map requires a filter argument");
            }

            if (Array.Find(arguments.Names, name => name is not ("attribute" or "default")) is { } unknown)
            {
                throw new PyError(ErrorClass.FilterArgumentError, $"Unexpected keyword argument {Repr.Quote(unknown)}");
            }

            arguments.TryNamed("default", out var otherwise);
            var path = AttributePath.Of(attribute, otherwise);
            return item => path.Get(state, item);
        }

        var filter = Named(state.Environment.Filters, arguments.Positional[0], "filter");
        var rest = arguments.Skip(1);
        return item => filter(state, item, rest);
    }

    public static Value Select(RenderState state, in Value value, in Arguments arguments) => Value.Of(new Generator(Selected(state, value, arguments, true, false)));

    public static Value Reject(RenderState state, in Value value, in Arguments arguments) => Value.Of(new Generator(Selected(state, value, arguments, false, false)));

    public static Value SelectAttribute(RenderState state, in Value value, in Arguments arguments) => Value.Of(new Generator(Selected(state, value, arguments, true, true)));

    public static Value RejectAttribute(RenderState state, in Value value, in Arguments arguments) => Value.Of(new Generator(Selected(state, value, arguments, false, true)));

    private static IEnumerable<Value> Selected(RenderState state, Value value, Arguments arguments, bool wanted, bool byAttribute)
    {
        if (!Sequences.IsTrue(state, value))
        {
            yield break;
        }

        if (byAttribute && arguments.Positional.Length == 0)
        {
            throw new PyError(ErrorClass.FilterArgumentError, "Missing parameter for attribute name");
        }

        var path = byAttribute ? AttributePath.Of(arguments.Positional[0]) : null;
        var rest = arguments.Skip(byAttribute ? 1 : 0);
        Operation? test = null;
        var items = Sequences.Iterate(value);
        while (items.Next(state, out var item))
        {
            var tested = path is null ? item : path.Get(state, item);
            if (rest.Positional.Length > 0 && test is null)
            {
                test = Named(state.Environment.Tests, rest.Positional[0], "test");
                rest = rest.Skip(1);
            }

            if (Sequences.IsTrue(state, test is null ? tested : test(state, tested, rest)) == wanted)
            {
                yield return item;
            }
        }
    }

    private static Operation Named(System.Collections.Frozen.FrozenDictionary<string, Operation> table, in Value name, string what)
    {
        if (name.TryText(out var text) && table.TryGetValue(text, out var operation))
        {
            return operation;
        }

        Equality.Hash(name);
        throw new PyError(ErrorClass.TemplateRuntimeError, $"No {what} named {Repr.Short(name)}.");
    }
}
