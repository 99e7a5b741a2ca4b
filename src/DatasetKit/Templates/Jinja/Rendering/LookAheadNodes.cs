namespace DatasetKit.Templates.Jinja;

/// <summary>
/// An <c>if</c> that may ask whether a message is the last. What a traced render prints there beyond what it would print for the last
/// message stands between the messages: it belongs to none of them.
/// </summary>
internal sealed class LookAheadIfStatement(Statement code, Node[] tests, Statement[][] bodies, Supposition supposition) : Statement
{
    public override Flow Run(Frame frame)
    {
        var state = frame.State;
        if (!state.IsTraced || state.Message < 0)
        {
            return code.Run(frame);
        }

        var asLast = 0;
        while (asLast < tests.Length && !supposition.Test(frame, tests[asLast], state.Message, withPrompt: false))
        {
            asLast++;
        }

        if (Chosen(frame) == asLast)
        {
            return code.Run(frame);
        }

        var shared = Trial.Print(frame, bodies[asLast]);
        var start = state.Out.Length;
        var flow = code.Run(frame);
        state.Separate(start, shared);
        return flow;
    }

    private int Chosen(Frame frame)
    {
        var index = 0;
        while (index < tests.Length && !tests[index].Test(frame))
        {
            index++;
        }

        return index;
    }
}

/// <summary>The same for <c>{{ … if loop.last }}</c>.</summary>
internal sealed class LookAheadConditionalNode(Node code, Node test, Node then, Node? otherwise, Supposition supposition) : Node
{
    public override Value Eval(Frame frame) => code.Eval(frame);

    public override void Print(Frame frame)
    {
        var state = frame.State;
        if (!state.IsTraced || state.Message < 0)
        {
            code.Print(frame);
            return;
        }

        var asLast = supposition.Test(frame, test, state.Message, withPrompt: false);
        if (test.Test(frame) == asLast)
        {
            code.Print(frame);
            return;
        }

        var shared = Trial.Print(frame, asLast ? then : otherwise);
        var start = state.Out.Length;
        code.Print(frame);
        state.Separate(start, shared);
    }
}
