namespace DatasetKit.Templates.Jinja;

/// <summary>What a loop is made of, shared by the plain and the recursive kind.</summary>
internal sealed class Loop(
    Target target, Place? loopPlace, Statement[] body, ScopeLoads loads, Statement[] otherwise, ScopeLoads otherwiseLoads, LoopFilter? filter)
{
    /// <summary>Runs the loop over a value. Its own breaks end here; one in its else part is for the loop around.</summary>
    public Flow Run(Frame frame, in Value iterable, LoopCall? recursion, int depth)
    {
        var state = frame.State;
        var literal = state.EnterLoop();
        var completed = false;
        if (iterable.Ref is PyList list && filter is null && loopPlace is null)
        {
            completed = RunList(frame, list, literal);
        }
        else
        {
            var items = Sequences.Iterate(iterable);
            if (filter is not null)
            {
                filter.Loads.Enter(frame);
                items = new Generator(filter.Select(frame, items));
            }

            var context = loopPlace is null ? null : new LoopContext(filter is null ? iterable : Value.Of(items), items, recursion, depth);
            loopPlace?.Set(frame, default);
            while (context is null ? items.Next(state, out var item) : context.Next(state, out item))
            {
                target.Assign(frame, item);
                loopPlace?.Set(frame, Value.Of(context!));
                state.Tag(item, literal);
                loads.Enter(frame);
                var flow = Statement.Run(body, frame);
                completed |= flow == Flow.Next;
                if (flow == Flow.Break)
                {
                    break;
                }
            }
        }

        state.LeaveLoop(literal);
        loads.Leave(frame);
        if (completed || otherwise.Length == 0)
        {
            return Flow.Next;
        }

        otherwiseLoads.Enter(frame);
        var next = Statement.Run(otherwise, frame);
        otherwiseLoads.Leave(frame);
        return next;
    }

    private bool RunList(Frame frame, PyList list, int literal)
    {
        var completed = false;
        for (var i = 0; i < list.Items.Count; i++)
        {
            frame.State.Step();
            var item = list.Items[i];
            target.Assign(frame, item);
            frame.State.Tag(item, literal);
            loads.Enter(frame);
            var flow = Statement.Run(body, frame);
            completed |= flow == Flow.Next;
            if (flow == Flow.Break)
            {
                break;
            }
        }

        return completed;
    }
}

/// <summary>The <c>if</c> of a <c>for</c>: it has variables of its own.</summary>
internal sealed class LoopFilter(Target target, Node test, ScopeLoads loads)
{
    public ScopeLoads Loads => loads;

    public IEnumerable<Value> Select(Frame frame, PyIterator items)
    {
        while (items.Next(frame.State, out var item))
        {
            target.Assign(frame, item);
            if (test.Test(frame))
            {
                yield return item;
            }
        }
    }
}

/// <summary><c>{% for %}</c>.</summary>
internal sealed class ForStatement(Loop loop, Node iterable, int at) : Statement
{
    public override Flow Run(Frame frame)
    {
        frame.State.At = at;
        return loop.Run(frame, iterable.Eval(frame), null, 0);
    }
}

/// <summary><c>{% for … recursive %}</c>: the loop is a function, and <c>loop(…)</c> calls it.</summary>
internal sealed class RecursiveForStatement(Loop loop, Node iterable, FunctionScope function, int at) : Statement
{
    public override Flow Run(Frame frame)
    {
        frame.State.At = at;
        frame.State.Out.Append(new LoopCall(loop, function, frame).Run(frame.State, iterable.Eval(frame), 0));
        return Flow.Next;
    }
}

/// <summary>A recursive loop with the variables around it.</summary>
internal sealed class LoopCall(Loop loop, FunctionScope function, Frame outer)
{
    public Value Run(RenderState state, in Value iterable, int depth)
    {
        state.Enter();
        var mark = state.BeginText();
        loop.Run(new Frame(state, outer, function.Count), iterable, this, depth);
        state.Leave();
        return state.EndText(mark, state.AutoEscape);
    }
}
