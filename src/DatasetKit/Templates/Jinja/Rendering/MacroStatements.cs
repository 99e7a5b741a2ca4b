namespace DatasetKit.Templates.Jinja;

/// <summary><c>{% macro %}</c>.</summary>
internal sealed class MacroStatement(MacroCode code, Place place, string[] exported) : Statement
{
    public override Flow Run(Frame frame)
    {
        place.Set(frame, Value.Of(new PyMacro(code, frame)));
        SetStatement.Export(frame, exported, [place]);
        return Flow.Next;
    }
}

/// <summary><c>{% call %}</c>.</summary>
internal sealed class CallBlockStatement(MacroCode code, CallNode call, int at) : Statement
{
    public override Flow Run(Frame frame)
    {
        var state = frame.State;
        state.At = at;
        var result = call.Eval(frame, Value.Of(new PyMacro(code, frame)));
        if (!result.IsText)
        {
            throw PyError.Type($"sequence item 0: expected str instance, {result.TypeName} found");
        }

        state.Out.Append(result);
        return Flow.Next;
    }
}

/// <summary>
/// <c>{% generation %}</c>: prints its body and reports where. transformers measures from the start of what has been printed for
/// good, so inside a macro or a set block the place is that of the block around; <see cref="RenderState.Generations"/> holds that.
/// </summary>
internal sealed class GenerationStatement(MacroCode code, int at) : Statement
{
    public override Flow Run(Frame frame)
    {
        var state = frame.State;
        state.At = at;
        var start = state.CommittedLength;
        var body = new PyMacro(code, frame).Call(state, Arguments.Empty);
        state.Generations.Add((start, CodePoints.Count(body.Text)));
        state.Out.Append(body);
        return Flow.Next;
    }
}

/// <summary><c>{% block %}</c>: without inheritance it renders in its place, with no view of the variables around but those of the top level.</summary>
internal sealed class BlockStatement(BlockCode code, string[] names, Place[] places, int at) : Statement
{
    public override Flow Run(Frame frame)
    {
        frame.State.At = at;
        return code.Run(frame, names, places);
    }
}

/// <summary>The code of a block.</summary>
internal sealed class BlockCode(string name, bool required)
{
    public Statement[] Body { get; set; } = [];

    public ScopeLoads Loads { get; set; } = new([], []);

    public FunctionScope Function { get; set; } = new(null);

    /// <summary>Where the block's variable <c>self</c> is, when it mentions it.</summary>
    public Place? Self { get; set; }

    public Flow Run(Frame frame, string[] names, Place[] places)
    {
        if (required)
        {
            throw new PyError(ErrorClass.TemplateRuntimeError, $"Required block {Repr.Quote(name)} not found");
        }

        var state = frame.State;
        state.Enter();
        var outer = state.Exported;
        if (names.Length > 0)
        {
            state.Exported = outer?.Copy() ?? new PyDict();
            for (var i = 0; i < names.Length; i++)
            {
                if (places[i].Get(frame) is { IsMissing: false } value)
                {
                    state.Exported.Set(names[i], value);
                }
            }
        }

        var inner = new Frame(state, null, Function.Count);
        Self?.Set(inner, Value.Of(state.Self!));
        Loads.Enter(inner);
        Statement.Run(Body, inner);
        state.Exported = outer;
        state.Leave();
        return Flow.Next;
    }
}
