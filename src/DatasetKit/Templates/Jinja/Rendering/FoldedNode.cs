namespace DatasetKit.Templates.Jinja;

/// <summary>A constant that Python computes when it compiles; where that fails it tries again at the render, by the rules of that.</summary>
internal sealed class FoldedNode(Node folded, Node code) : Node
{
    public override Value Eval(Frame frame)
    {
        var mark = frame.State.Mark();
        try
        {
            return folded.Eval(frame);
        }
        catch (PyError error) when (error.Error != ErrorClass.LimitExceeded)
        {
            frame.State.Return(mark);
            return code.Eval(frame);
        }
    }
}
