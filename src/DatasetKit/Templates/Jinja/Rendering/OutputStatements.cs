namespace DatasetKit.Templates.Jinja;

/// <summary>Text of the template itself; what stands next to each other was joined when it was compiled.</summary>
internal sealed class DataStatement(string text) : Statement
{
    public string Text => text;

    public override Flow Run(Frame frame)
    {
        frame.State.Out.Append(text);
        return Flow.Next;
    }
}

/// <summary><c>{{ … }}</c>.</summary>
internal sealed class PrintStatement(Node expression, EscapeMode escape, int at) : Statement
{
    public override Flow Run(Frame frame)
    {
        var state = frame.State;
        state.At = at;
        if (escape == EscapeMode.Off || (escape == EscapeMode.Runtime && !state.AutoEscape))
        {
            expression.Print(frame);
        }
        else
        {
            Printer.PrintEscaped(state, expression.Eval(frame));
        }

        return Flow.Next;
    }
}

/// <summary><c>{% set a = … %}</c>.</summary>
internal sealed class SetStatement(Target target, Node value, string[] exported, Place[] places, int at) : Statement
{
    public override Flow Run(Frame frame)
    {
        frame.State.At = at;
        target.Check(frame);
        var result = value.Eval(frame);
        target.Assign(frame, result);
        Export(frame, exported, places);
        return Flow.Next;
    }

    /// <summary>Lets blocks see what the top level sets.</summary>
    public static void Export(Frame frame, string[] exported, Place[] places)
    {
        for (var i = 0; i < exported.Length; i++)
        {
            frame.State.Exported?.Set(exported[i], places[i].Get(frame));
        }
    }
}

/// <summary>An expression for what it does.</summary>
internal sealed class DoStatement(Node expression, int at) : Statement
{
    public override Flow Run(Frame frame)
    {
        frame.State.At = at;
        expression.Eval(frame);
        return Flow.Next;
    }
}

/// <summary><c>{% set a %}…{% endset %}</c>. The filters find the text in a variable that has no name.</summary>
internal sealed class SetBlockStatement(
    Target target, Statement[] body, Node value, Place text, ScopeLoads loads, string[] exported, Place[] places, int at) : Statement
{
    public override Flow Run(Frame frame)
    {
        var state = frame.State;
        state.At = at;
        loads.Enter(frame);
        var mark = state.BeginText();
        var flow = Statement.Run(body, frame);
        text.Set(frame, state.EndText(mark, false));
        if (flow != Flow.Next)
        {
            return flow;
        }

        var result = value.Eval(frame);
        target.Assign(frame, state.AutoEscape ? Texts.Markup(Printer.SoftText(state, result)) : result);
        SetStatement.Export(frame, exported, places);
        loads.Leave(frame);
        return Flow.Next;
    }
}

/// <summary><c>{% filter f %}…{% endfilter %}</c>.</summary>
internal sealed class FilterBlockStatement(Statement[] body, Node filtered, Place text, ScopeLoads loads, EscapeMode escape, int at) : Statement
{
    public override Flow Run(Frame frame)
    {
        var state = frame.State;
        state.At = at;
        loads.Enter(frame);
        var mark = state.BeginText();
        var flow = Statement.Run(body, frame);
        text.Set(frame, state.EndText(mark, escape == EscapeMode.On || (escape == EscapeMode.Runtime && state.AutoEscape)));
        if (flow != Flow.Next)
        {
            return flow;
        }

        var result = filtered.Eval(frame);
        if (!result.IsText)
        {
            throw PyError.Type($"sequence item 0: expected str instance, {result.TypeName} found");
        }

        state.Out.Append(result);
        loads.Leave(frame);
        return Flow.Next;
    }
}
