namespace DatasetKit.Templates.Jinja;

/// <summary>The code of a macro or of a call block's body.</summary>
/// <param name="Name">Its name; null for a call block.</param>
/// <param name="Parameters">The names of the parameters.</param>
/// <param name="Places">Where the parameters, and after them caller, kwargs and varargs, are stored.</param>
/// <param name="Defaults">The default of each parameter; null where there is none.</param>
/// <param name="UsesCaller">Whether the body mentions <c>caller</c> without having a parameter of that name.</param>
/// <param name="CatchesNamed">Whether it mentions <c>kwargs</c>.</param>
/// <param name="CatchesPositional">Whether it mentions <c>varargs</c>.</param>
/// <param name="Body">What it prints.</param>
/// <param name="Loads">How its variables start.</param>
/// <param name="Function">Its variables.</param>
internal sealed record MacroCode(
    string? Name, string[] Parameters, Place[] Places, Node?[] Defaults, bool UsesCaller, bool CatchesNamed, bool CatchesPositional, Statement[] Body, ScopeLoads Loads, FunctionScope Function)
{
    public Value[] Missing { get; } = [.. Parameters.Select(name => Value.Of(PyUndefined.Hint($"parameter {Repr.Quote(name)} was not provided")))];

    /// <summary>Whether <c>caller</c> is one of the parameters.</summary>
    public bool NamesCaller { get; } = Array.IndexOf(Parameters, "caller") >= 0;
}

/// <summary>A macro with the variables around it.</summary>
internal sealed class PyMacro(MacroCode code, Frame outer) : PyCallable
{
    private static readonly Value s_noCaller = Value.Of(PyUndefined.Hint("No caller defined"));

    public string? Name => code.Name;

    public override string TypeName => "Macro";

    public override Value Call(RenderState state, in Arguments arguments)
    {
        state.Enter();
        var frame = new Frame(state, outer, code.Function.Count);
        Bind(frame, arguments);
        var mark = state.BeginText();
        code.Loads.Enter(frame);
        for (var i = 0; i < code.Parameters.Length; i++)
        {
            if (code.Places[i].Get(frame).IsMissing)
            {
                code.Places[i].Set(frame, code.Defaults[i]?.Eval(frame) ?? code.Missing[i]);
            }
        }

        Statement.Run(code.Body, frame);
        state.Leave();
        return state.EndText(mark, state.AutoEscape);
    }

    public Value Get(string attribute) => attribute switch
    {
        "name" => Name is null ? Value.None : Value.Of(Name),
        "arguments" => Value.Of(new PyTuple([.. code.Parameters.Select(Value.Of)])),
        "catch_kwargs" => Value.Of(code.CatchesNamed),
        "catch_varargs" => Value.Of(code.CatchesPositional),
        "caller" => Value.Of(code.UsesCaller),
        "explicit_caller" => Value.Of(code.NamesCaller),
        _ => default,
    };

    private void Bind(Frame frame, in Arguments arguments)
    {
        var count = Math.Min(arguments.Positional.Length, code.Parameters.Length);
        for (var i = 0; i < count; i++)
        {
            code.Places[i].Set(frame, arguments.Positional[i]);
        }

        var used = 0;
        var callerFound = count == code.Parameters.Length && code.NamesCaller;
        for (var i = count; i < code.Parameters.Length; i++)
        {
            callerFound |= code.Parameters[i] == "caller";
            if (arguments.TryNamed(code.Parameters[i], out var value))
            {
                used++;
                code.Places[i].Set(frame, value);
            }
        }

        var next = code.Parameters.Length;
        var takesCaller = code.UsesCaller && !callerFound;
        if (code.UsesCaller && !code.NamesCaller)
        {
            var given = arguments.TryNamed("caller", out var caller) && takesCaller;
            used += given ? 1 : 0;
            code.Places[next++].Set(frame, given && !caller.IsNone ? caller : s_noCaller);
        }

        if (code.CatchesNamed)
        {
            code.Places[next++].Set(frame, Value.Of(Remaining(arguments, count, takesCaller)));
        }
        else if (used < arguments.Names.Length)
        {
            throw Unknown(arguments, count, takesCaller);
        }

        if (code.CatchesPositional)
        {
            code.Places[next].Set(frame, Value.Of(new PyTuple(arguments.Positional[count..])));
        }
        else if (arguments.Positional.Length > count)
        {
            throw PyError.Type($"macro {Quoted()} takes not more than {code.Parameters.Length} argument(s)");
        }
    }

    private string Quoted() => Name is null ? "None" : Repr.Quote(Name);

    private bool IsTaken(string name, int positional, bool takesCaller) =>
        Array.IndexOf(code.Parameters, name) >= positional || (takesCaller && name == "caller");

    private PyDict Remaining(in Arguments arguments, int positional, bool takesCaller)
    {
        var rest = new PyDict();
        for (var i = 0; i < arguments.Names.Length; i++)
        {
            if (!IsTaken(arguments.Names[i], positional, takesCaller))
            {
                rest.Set(arguments.Names[i], arguments.Named[i]);
            }
        }

        return rest;
    }

    private PyError Unknown(in Arguments arguments, int positional, bool takesCaller)
    {
        var rest = Remaining(arguments, positional, takesCaller).Part(ViewPart.Keys);
        return PyError.Type(rest.Exists(name => name.Text == "caller")
            ? $"macro {Quoted()} was invoked with two values for the special caller argument. This is most likely a bug."
            : $"macro {Quoted()} takes no keyword argument {Repr.Quote(rest[0].Text)}");
    }
}
