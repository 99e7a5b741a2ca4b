namespace DatasetKit.Templates.Jinja;

/// <summary>An expression ready to run.</summary>
internal abstract class Node
{
    public abstract Value Eval(Frame frame);

    /// <summary>The value's truth, without making a value of it where there is a shorter way.</summary>
    public virtual bool Test(Frame frame) => Sequences.IsTrue(frame.State, Eval(frame));

    /// <summary>Prints the value, without making a text of it where there is a shorter way.</summary>
    public virtual void Print(Frame frame) => Printer.Print(frame.State, Eval(frame));
}

/// <summary>A statement ready to run.</summary>
internal abstract class Statement
{
    public abstract Flow Run(Frame frame);

    public static Flow Run(Statement[] body, Frame frame)
    {
        foreach (var statement in body)
        {
            var flow = statement.Run(frame);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }
}

/// <summary>How a statement goes on: with the next one, or out of the loop around it.</summary>
internal enum Flow : byte
{
    Next,
    Break,
    Continue,
}
