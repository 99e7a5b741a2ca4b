using System.Runtime.CompilerServices;

namespace DatasetKit.Templates.Jinja;

internal sealed class BinaryNode(BinaryOperator op, Node left, Node right) : Node
{
    public override Value Eval(Frame frame) => Arithmetic.Apply(frame.State, op, left.Eval(frame), right.Eval(frame));
}

internal sealed class SignNode(bool isMinus, Node operand) : Node
{
    public override Value Eval(Frame frame) => isMinus ? Arithmetic.Negate(operand.Eval(frame)) : Arithmetic.Plus(operand.Eval(frame));
}

/// <summary>
/// A row of <c>+</c>. While the operands are plain texts, as they nearly always are, none of the sums between them is made: they
/// are gathered and joined once, or printed one by one.
/// </summary>
internal sealed class AddNode(Node[] operands) : Node
{
    public override Value Eval(Frame frame)
    {
        var gathered = default(Pieces);
        var count = Gather(frame, ref gathered, out var sum);
        return count < 0 ? sum : Join(frame.State, ref gathered, count);
    }

    public override void Print(Frame frame)
    {
        var gathered = default(Pieces);
        var count = Gather(frame, ref gathered, out var sum);
        if (count < 0)
        {
            Printer.Print(frame.State, sum);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            frame.State.Out.Append(gathered[i]);
        }
    }

    /// <summary>Evaluates the operands. -1 when they were not all plain text: then the sum is there already.</summary>
    private int Gather(Frame frame, ref Pieces gathered, out Value sum)
    {
        sum = default;
        var count = 0;
        for (var i = 0; i < operands.Length; i++)
        {
            var value = operands[i].Eval(frame);
            if (!(value.Ref is string or PyText { IsMarkup: false }))
            {
                sum = i == 0 ? value : Arithmetic.Apply(frame.State, BinaryOperator.Add, Join(frame.State, ref gathered, count), value);
                for (i++; i < operands.Length; i++)
                {
                    sum = Arithmetic.Apply(frame.State, BinaryOperator.Add, sum, operands[i].Eval(frame));
                }

                return -1;
            }

            if (count == Pieces.Length)
            {
                gathered[0] = Join(frame.State, ref gathered, count);
                count = 1;
            }

            gathered[count++] = value;
        }

        return count;
    }

    private static Value Join(RenderState state, ref Pieces gathered, int count)
    {
        if (count == 1)
        {
            return gathered[0];
        }

        if (count == 2)
        {
            return Texts.Add(state, gathered[0], gathered[1]);
        }

        var mark = state.BeginText();
        for (var i = 0; i < count; i++)
        {
            state.Out.Append(gathered[i]);
        }

        return state.EndText(mark, false);
    }

    [InlineArray(Length)]
    private struct Pieces
    {
        public const int Length = 8;
        private Value _first;
    }
}

/// <summary><c>~</c>: all operands as text.</summary>
internal sealed class ConcatNode(Node[] operands, EscapeMode escape) : Node
{
    public override Value Eval(Frame frame)
    {
        var state = frame.State;
        var values = new Value[operands.Length];
        var markup = false;
        for (var i = 0; i < operands.Length; i++)
        {
            values[i] = operands[i].Eval(frame);
            markup |= escape == EscapeMode.On && values[i].IsMarkup;
        }

        var mark = state.BeginText();
        foreach (var value in values)
        {
            if (markup)
            {
                Printer.PrintEscaped(state, value);
            }
            else
            {
                Printer.Print(state, value);
            }
        }

        return state.EndText(mark, markup);
    }
}

/// <summary>Whether what is printed is escaped.</summary>
internal enum EscapeMode : byte
{
    Off,
    On,

    /// <summary>As the render's state says then.</summary>
    Runtime,
}
