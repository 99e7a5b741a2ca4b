namespace DatasetKit.Templates.Jinja;

/// <summary><c>a.b</c>.</summary>
internal sealed class AttributeNode(Node holder, string name) : Node
{
    private readonly bool _isDictMethod = MethodTable.Find(Kind.Dict, name) is not null || name.StartsWith('_');
    private readonly LoopField _loopField = LoopFields.Find(name);
    private readonly Value _key = Value.Of(name);

    public override Value Eval(Frame frame)
    {
        var value = holder.Eval(frame);
        switch (value.Ref)
        {
            case PyDict dict when !_isDictMethod:
                return dict.TryGet(name, out var item) ? item : PyUndefined.Element(value, _key);
            case LoopContext loop when _loopField != LoopField.None:
                return loop.Get(frame.State, _loopField);
            case PyNamespace space when name[0] != '_':
                return space.Attributes.TryGet(name, out var attribute) ? attribute : PyUndefined.Element(value, _key);
            default:
                return Attributes.Get(frame.State, value, name);
        }
    }
}

/// <summary><c>a['b']</c> with a name that stands in the template.</summary>
internal sealed class KeyNode(Node holder, string key) : Node
{
    private readonly Value _key = Value.Of(key);

    public override Value Eval(Frame frame)
    {
        var value = holder.Eval(frame);
        return value.Ref is PyDict dict && dict.TryGet(key, out var item) ? item : Items.Get(frame.State, value, _key);
    }
}

/// <summary><c>a[b]</c>.</summary>
internal sealed class ItemNode(Node holder, Node key) : Node
{
    public override Value Eval(Frame frame)
    {
        var item = Items.Get(frame.State, holder.Eval(frame), key.Eval(frame));
        if (frame.State.IsTraced && item.Ref is PyDict { MessageTag: > 0 } message)
        {
            frame.State.EnterMessage(message.MessageTag);
        }

        return item;
    }
}

/// <summary><c>a[b:c:d]</c>. <paramref name="isFolded"/>: what cannot be cut is undefined, as where Python computes constants.</summary>
internal sealed class SliceNode(Node holder, Node? start, Node? stop, Node? step, bool isFolded) : Node
{
    public override Value Eval(Frame frame)
    {
        var whole = holder.Eval(frame);
        try
        {
            return Slices.Cut(frame.State, whole, start?.Eval(frame) ?? Value.None, stop?.Eval(frame) ?? Value.None, step?.Eval(frame) ?? Value.None);
        }
        catch (PyError error) when (isFolded && error.Error == ErrorClass.TypeError)
        {
            return PyUndefined.Element(whole, Value.Of("slice"));
        }
    }
}

/// <summary>A slice among several keys: no value of a template has use for it.</summary>
internal sealed class SliceKeyNode : Node
{
    public override Value Eval(Frame frame) => throw PyError.Type("unhashable type: 'slice'");
}
