namespace DatasetKit.Templates.Jinja;

/// <summary>What an assignment sets.</summary>
internal abstract class Target
{
    public abstract void Assign(Frame frame, in Value value);

    /// <summary>Fails where an attribute is set on what is no namespace; Jinja looks before it evaluates the value.</summary>
    public virtual void Check(Frame frame)
    {
    }
}

internal sealed class PlaceTarget(Place place) : Target
{
    public override void Assign(Frame frame, in Value value)
    {
        place.Set(frame, value);
        if (frame.State.IsTraced && value.Ref is PyDict { MessageTag: > 0 } message)
        {
            frame.State.EnterMessage(message.MessageTag);
        }
    }
}

internal sealed class AttributeTarget(Place place, string attribute) : Target
{
    public override void Check(Frame frame)
    {
        if (place.Get(frame).Ref is not PyNamespace)
        {
            throw new PyError(ErrorClass.TemplateRuntimeError, "cannot assign attribute on non-namespace object");
        }
    }

    public override void Assign(Frame frame, in Value value)
    {
        var holder = place.Get(frame);
        switch (holder.Ref)
        {
            case PyNamespace space:
                frame.State.Journal?.Add((space, attribute, space.Attributes.TryGet(attribute, out var before) ? before : default));
                space.Attributes.Set(attribute, value);
                break;

            // Only a set block gets here with anything else: Jinja does not look first there.
            case PyDict dict:
                dict.Set(attribute, value);
                break;
            default:
                throw PyError.Type($"'{holder.TypeName}' object does not support item assignment");
        }
    }
}

internal sealed class TupleTarget(Target[] targets) : Target
{
    public override void Check(Frame frame)
    {
        foreach (var target in targets)
        {
            target.Check(frame);
        }
    }

    public override void Assign(Frame frame, in Value value)
    {
        if (value.Ref is PyTuple tuple && tuple.Items.Length == targets.Length)
        {
            for (var i = 0; i < targets.Length; i++)
            {
                targets[i].Assign(frame, tuple.Items[i]);
            }

            return;
        }

        var iterator = Sequences.IterateOrNone(value) ?? throw PyError.Type($"cannot unpack non-iterable {value.TypeName} object");
        var values = new List<Value>(targets.Length);
        while (iterator.Next(frame.State, out var item))
        {
            if (values.Count == targets.Length)
            {
                throw PyError.Value($"too many values to unpack (expected {targets.Length})");
            }

            values.Add(item);
        }

        if (values.Count < targets.Length)
        {
            throw PyError.Value($"not enough values to unpack (expected {targets.Length}, got {values.Count})");
        }

        for (var i = 0; i < targets.Length; i++)
        {
            targets[i].Assign(frame, values[i]);
        }
    }
}
