using System.Collections.Frozen;

namespace DatasetKit.Templates.Jinja;

/// <summary>The global functions of each dialect.</summary>
internal static class BuiltInGlobals
{
    private static readonly Signature s_range = Signature.Unnamed("range", 1, "start", "stop", "step");
    private static readonly Signature s_message = new("raise_exception", 1, "message");
    private static readonly Signature s_format = new("strftime_now", 1, "format");
    private static readonly Signature s_separator = new("joiner", 0, "sep");

    /// <summary>Jinja's own.</summary>
    public static FrozenDictionary<string, Value> Stock { get; } = Table();

    /// <summary>Those that transformers adds for chat templates.</summary>
    public static FrozenDictionary<string, Value> Chat { get; } = Table(("raise_exception", Raise), ("strftime_now", Now));

    /// <summary>Those that promptsource adds.</summary>
    public static FrozenDictionary<string, Value> PromptSource { get; } = Table(("zip", Zip));

    private static FrozenDictionary<string, Value> Table(params (string Name, Function Body)[] more)
    {
        var globals = new Dictionary<string, Value>
        {
            ["range"] = Type("range", Range),
            ["dict"] = Type("dict", Dict),
            ["namespace"] = Type("namespace", Namespace),
            ["cycler"] = Type("cycler", (RenderState state, in Arguments arguments) => Value.Of(new PyCycler(Unnamed(arguments)))),
            ["joiner"] = Type("joiner", (RenderState state, in Arguments arguments) => Value.Of(new PyJoiner(s_separator.Bind(arguments).Or(0, Value.Of(", "))))),
            ["lipsum"] = Value.Of(new PyFunction("generate_lorem_ipsum", Lipsum.Write)),
        };
        foreach (var (name, body) in more)
        {
            globals[name] = name == "zip" ? Type(name, body) : Value.Of(new PyFunction(name, body));
        }

        return globals.ToFrozenDictionary();
    }

    private static Value Type(string name, Function body) => Value.Of(new PyFunction(name, body, isType: true));

    private static Value[] Unnamed(in Arguments arguments) => arguments.Names.Length == 0 ? arguments.Positional
        : throw PyError.Type($"got an unexpected keyword argument '{arguments.Names[0]}'");

    private static Value Range(RenderState state, in Arguments arguments)
    {
        var bound = s_range.Bind(arguments);
        var first = Coerce.Index(bound[0]);
        var range = bound[1].IsMissing ? new PyRange(0, first, 1) : new PyRange(first, Coerce.Index(bound[1]), Coerce.IndexOr(bound[2], 1));
        if (range.Step == 0)
        {
            throw PyError.Value("range() arg 3 must not be zero");
        }

        return !state.Environment.IsSandboxed || range.Count <= state.Limits.Range ? Value.Of(range)
            : throw new PyError(ErrorClass.OverflowError, $"Range too big. The sandbox blocks ranges larger than MAX_RANGE ({state.Limits.Range}).");
    }

    private static Value Dict(RenderState state, in Arguments arguments)
    {
        state.ChargeItems(16 + (arguments.Names.Length * 4L));
        var dict = new PyDict();
        DictMethods.Fill(state, dict, arguments, "dict");
        return Value.Of(dict);
    }

    private static Value Namespace(RenderState state, in Arguments arguments)
    {
        state.ChargeItems(16 + (arguments.Names.Length * 4L));
        var attributes = new PyDict(Math.Max(arguments.Names.Length, 1));
        DictMethods.Fill(state, attributes, arguments, "dict");
        return Value.Of(new PyNamespace(attributes));
    }

    private static Value Raise(RenderState state, in Arguments arguments) =>
        throw new PyError(ErrorClass.TemplateError, Printer.Text(state, s_message.Bind(arguments)[0]).Text);

    private static Value Now(RenderState state, in Arguments arguments)
    {
        var format = s_format.Bind(arguments)[0];
        return Value.Of(StrFTime.Format(
            state, format.TryText(out var text) ? text : throw PyError.Type($"strftime() argument 1 must be str, not {format.TypeName}"), state.Clock.GetLocalNow().DateTime));
    }

    private static Value Zip(RenderState state, in Arguments arguments)
    {
        if (arguments.Names.Length > 0 && !(arguments.Names is ["strict"]))
        {
            throw PyError.Type($"zip() got an unexpected keyword argument '{arguments.Names[0]}'");
        }

        PyIterator[] iterators = [.. arguments.Positional.Select((item, index) => Sequences.IterateOrNone(item)
            ?? throw PyError.Type($"zip argument #{index + 1} must support iteration"))];
        return Value.Of(new Generator(Zipped(state, iterators, arguments.Named is [var strict] && Sequences.IsTrue(state, strict)), "zip"));
    }

    private static IEnumerable<Value> Zipped(RenderState state, PyIterator[] iterators, bool strict)
    {
        while (iterators.Length > 0)
        {
            var items = new Value[iterators.Length];
            for (var i = 0; i < items.Length; i++)
            {
                if (iterators[i].Next(state, out items[i]))
                {
                    continue;
                }

                if (strict && (i > 0 || iterators.Skip(1).Any(other => other.Next(state, out _))))
                {
                    throw PyError.Value("zip() arguments have different lengths");
                }

                yield break;
            }

            state.ChargeItems(items.Length + 2);
            yield return Value.Of(new PyTuple(items));
        }
    }
}
