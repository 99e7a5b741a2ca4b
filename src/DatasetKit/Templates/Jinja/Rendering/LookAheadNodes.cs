namespace DatasetKit.Templates.Jinja;

/// <summary>
/// An <c>if</c> that may ask whether a message is the last. What a traced render prints there beyond what it would print for the last
/// message stands between the messages: it belongs to none of them.
/// </summary>
internal sealed class LookAheadIfStatement(Statement code, Node[] tests, Statement[][] bodies, int[] places, Supposition supposition) : Statement
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

        var chosen = Chosen(frame);
        if (chosen == asLast)
        {
            return Run(bodies[chosen], frame);
        }

        var shared = Trial.Print(frame, bodies[asLast]);
        var start = state.Out.Length;
        var flow = Run(bodies[chosen], frame);
        state.Separate(start, shared);
        return flow;
    }

    private int Chosen(Frame frame)
    {
        var index = 0;
        for (; index < tests.Length; index++)
        {
            frame.State.At = places[index];
            if (tests[index].Test(frame))
            {
                break;
            }
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
        var holds = test.Test(frame);
        if (holds == asLast)
        {
            (holds ? then : otherwise)?.Print(frame);
            return;
        }

        var shared = Trial.Print(frame, asLast ? then : otherwise);
        var start = state.Out.Length;
        (holds ? then : otherwise)?.Print(frame);
        state.Separate(start, shared);
    }
}
