namespace DatasetKit.Templates.Jinja;

internal sealed class FilterNode(Node input, Operation filter, ArgumentsNode arguments, int at) : Node
{
    public override Value Eval(Frame frame)
    {
        var value = input.Eval(frame);
        var passed = arguments.Eval(frame);
        frame.State.At = at;
        frame.State.Step();
        return filter(frame.State, value, passed);
    }
}

/// <summary>A filter or test that does not exist, where Jinja tells only when it gets there.</summary>
internal sealed class NoSuchFilterNode(string what, string name, Node input, ArgumentsNode arguments) : Node
{
    public override Value Eval(Frame frame)
    {
        input.Eval(frame);
        arguments.Eval(frame);
        throw new PyError(ErrorClass.TemplateRuntimeError, $"No {what} named {Repr.Quote(name)} found.");
    }
}

internal sealed class TestNode(Node input, Operation test, ArgumentsNode arguments, int at) : Node
{
    public override Value Eval(Frame frame)
    {
        var value = input.Eval(frame);
        var passed = arguments.Eval(frame);
        frame.State.At = at;
        return test(frame.State, value, passed);
    }
}

/// <summary>A test that only looks at the kind of a value and takes no arguments.</summary>
internal sealed class KindTestNode(Node input, Func<Kind, bool> test) : Node
{
    public override Value Eval(Frame frame) => Value.Of(Test(frame));

    public override bool Test(Frame frame) => test(input.Eval(frame).Kind);
}
