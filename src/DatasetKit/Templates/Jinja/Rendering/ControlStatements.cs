namespace DatasetKit.Templates.Jinja;

/// <summary><c>{% if %}</c> with its <c>elif</c>s and <c>else</c>.</summary>
internal sealed class IfStatement((Node Test, Statement[] Body, int At)[] branches, Statement[] otherwise) : Statement
{
    public override Flow Run(Frame frame)
    {
        foreach (var (test, body, at) in branches)
        {
            frame.State.At = at;
            if (test.Test(frame))
            {
                return Run(body, frame);
            }
        }

        return Run(otherwise, frame);
    }
}

internal sealed class LoopControlStatement(Flow flow) : Statement
{
    public override Flow Run(Frame frame) => flow;
}

/// <summary><c>{% with %}</c>.</summary>
internal sealed class WithStatement((Target Target, Node Value)[] variables, Statement[] body, ScopeLoads loads, int at) : Statement
{
    public override Flow Run(Frame frame)
    {
        frame.State.At = at;
        loads.Enter(frame);
        foreach (var (target, value) in variables)
        {
            target.Assign(frame, value.Eval(frame));
        }

        var flow = Run(body, frame);
        loads.Leave(frame);
        return flow;
    }
}

/// <summary><c>{% autoescape %}</c>.</summary>
internal sealed class AutoEscapeStatement(Node on, Statement[] body, ScopeLoads loads) : Statement
{
    public override Flow Run(Frame frame)
    {
        var state = frame.State;
        var before = state.AutoEscape;
        loads.Enter(frame);
        state.AutoEscape = on.Test(frame);
        var flow = Run(body, frame);
        state.AutoEscape = before;
        loads.Leave(frame);
        return flow;
    }
}

/// <summary><c>include</c> and its kin: there is nothing to load from.</summary>
internal sealed class LoadStatement(Node template, int at) : Statement
{
    public override Flow Run(Frame frame)
    {
        frame.State.At = at;
        template.Eval(frame);
        throw PyError.Type("no loader for this environment specified");
    }
}
