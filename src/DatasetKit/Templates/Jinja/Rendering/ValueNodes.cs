namespace DatasetKit.Templates.Jinja;

internal sealed class ConstantNode(Value value) : Node
{
    public Value Value => value;

    public override Value Eval(Frame frame) => value;
}

internal sealed class NameNode(Place place, string name) : Node
{
    private readonly Value _undefined = Value.Of(PyUndefined.Name(name));

    public override Value Eval(Frame frame)
    {
        var value = place.Get(frame);
        return value.IsMissing ? _undefined : value;
    }
}

internal sealed class ListNode(Node[] items) : Node
{
    public override Value Eval(Frame frame)
    {
        frame.State.ChargeItems(items.Length + 2);
        var list = new List<Value>(items.Length);
        foreach (var item in items)
        {
            list.Add(item.Eval(frame));
        }

        return Value.Of(new PyList(list));
    }
}

internal sealed class TupleNode(Node[] items) : Node
{
    public override Value Eval(Frame frame)
    {
        frame.State.ChargeItems(items.Length + 2);
        var values = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Eval(frame);
        }

        return Value.Of(new PyTuple(values));
    }
}

internal sealed class DictNode((Node Key, Node Value)[] items) : Node
{
    public override Value Eval(Frame frame)
    {
        frame.State.ChargeItems((3 * items.Length) + 8);
        var dict = new PyDict(items.Length);
        foreach (var (key, value) in items)
        {
            dict.Set(key.Eval(frame), value.Eval(frame));
        }

        return Value.Of(dict);
    }
}

internal sealed class ConditionalNode(Node test, Node then, Node? otherwise) : Node
{
    private static readonly Value s_undefined = Value.Of(PyUndefined.Hint("the inline if-expression evaluated to false and no else section was defined."));

    public override Value Eval(Frame frame) => test.Test(frame) ? then.Eval(frame) : otherwise?.Eval(frame) ?? s_undefined;

    public override void Print(Frame frame)
    {
        if (test.Test(frame))
        {
            then.Print(frame);
        }
        else
        {
            otherwise?.Print(frame);
        }
    }
}
