namespace DatasetKit.Templates.Jinja;

/// <summary><c>and</c> and <c>or</c>: the value of the operand that decides.</summary>
internal sealed class LogicNode(Node[] operands, bool stopsAt) : Node
{
    public override Value Eval(Frame frame)
    {
        for (var i = 0; ; i++)
        {
            var value = operands[i].Eval(frame);
            if (i == operands.Length - 1 || Sequences.IsTrue(frame.State, value) == stopsAt)
            {
                return value;
            }
        }
    }

    public override bool Test(Frame frame)
    {
        foreach (var operand in operands)
        {
            if (operand.Test(frame) == stopsAt)
            {
                return stopsAt;
            }
        }

        return !stopsAt;
    }
}

internal sealed class NotNode(Node operand) : Node
{
    public override Value Eval(Frame frame) => Value.Of(Test(frame));

    public override bool Test(Frame frame) => !operand.Test(frame);
}

internal sealed class CompareNode(Node left, CompareOperator op, Node right) : Node
{
    public override Value Eval(Frame frame) => Value.Of(Test(frame));

    public override bool Test(Frame frame) => Holds(frame.State, left.Eval(frame), op, right.Eval(frame));

    public static bool Holds(RenderState state, in Value left, CompareOperator op, in Value right) => op switch
    {
        CompareOperator.Equal => Equality.Equal(left, right),
        CompareOperator.NotEqual => !Equality.Equal(left, right),
        CompareOperator.In => Sequences.Contains(state, right, left),
        CompareOperator.NotIn => !Sequences.Contains(state, right, left),
        _ => Ordering.Compare(left, right, op),
    };
}

/// <summary>A chain of comparisons, each operand evaluated once.</summary>
internal sealed class ChainNode(Node first, (CompareOperator Operator, Node Operand)[] rest) : Node
{
    public override Value Eval(Frame frame) => Value.Of(Test(frame));

    public override bool Test(Frame frame)
    {
        var left = first.Eval(frame);
        foreach (var (op, operand) in rest)
        {
            var right = operand.Eval(frame);
            if (!CompareNode.Holds(frame.State, left, op, right))
            {
                return false;
            }

            left = right;
        }

        return true;
    }
}
