namespace DatasetKit.Templates.Jinja;

/// <summary>The parameters of a built-in function, in order; binds a call to them or fails as Python does.</summary>
internal sealed class Signature(string function, int required, params string[] parameters)
{
    /// <summary>The first so many parameters cannot be named.</summary>
    public int PositionalOnly { get; init; }

    /// <summary>The signature of a function whose parameters have no names.</summary>
    public static Signature Unnamed(string function, int required, params string[] parameters) => new(function, required, parameters) { PositionalOnly = parameters.Length };

    /// <summary>One value a parameter; missing where the call passes none.</summary>
    public Bound Bind(in Arguments arguments)
    {
        var count = arguments.Positional.Length;
        if (count > parameters.Length)
        {
            throw PyError.Type($"{function}() takes {parameters.Length} positional arguments but {count} were given");
        }

        if (arguments.Names.Length == 0)
        {
            return count >= required ? new Bound(arguments.Positional) : throw Missing(count);
        }

        var bound = new Value[parameters.Length];
        arguments.Positional.CopyTo(bound, 0);
        for (var i = 0; i < arguments.Names.Length; i++)
        {
            var index = Array.IndexOf(parameters, arguments.Names[i]);
            if (index < PositionalOnly)
            {
                throw PyError.Type($"{function}() got an unexpected keyword argument '{arguments.Names[i]}'");
            }

            if (!bound[index].IsMissing)
            {
                throw PyError.Type($"{function}() got multiple values for argument '{arguments.Names[i]}'");
            }

            bound[index] = arguments.Named[i];
        }

        for (var i = 0; i < required; i++)
        {
            if (bound[i].IsMissing)
            {
                throw Missing(i);
            }
        }

        return new Bound(bound);
    }

    private PyError Missing(int index) => PyError.Type($"{function}() missing 1 required positional argument: '{parameters[index]}'");
}

/// <summary>The values of a signature's parameters.</summary>
internal readonly struct Bound(Value[] values)
{
    /// <summary>The value of a parameter; missing when the call passes none.</summary>
    public Value this[int index] => (uint)index < (uint)values.Length ? values[index] : default;

    /// <summary>The value of a parameter, or its default.</summary>
    public Value Or(int index, in Value otherwise) => this[index] is { IsMissing: false } value ? value : otherwise;

    public bool IsTrue(RenderState state, int index) => Sequences.IsTrue(state, this[index]);
}
