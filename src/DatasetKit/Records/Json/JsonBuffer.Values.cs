namespace DatasetKit.Internals;

/// <summary>Whole values from a tape.</summary>
internal sealed partial class JsonBuffer
{
    /// <summary>Writes a value in its own key order, white space left out, numbers digit for digit; an absent value writes nothing.</summary>
    public void AppendValue(JsonValue value)
    {
        if (!value.IsAbsent)
        {
            AppendNode(value.Tape, value.Index);
        }
    }

    // Recursion is bounded: no reader accepts more than 128 levels.
    private void AppendNode(JsonTape tape, int index)
    {
        ref var node = ref tape[index];
        switch (node.Kind)
        {
            case NodeKind.String:
                AppendString(tape.TextAt(index));
                break;
            case NodeKind.Array:
                Append((byte)'[');
                for (var i = index + 1; i < tape[index].Next; i = tape[i].Next)
                {
                    Separate(i, index);
                    AppendNode(tape, i);
                }

                Append((byte)']');
                break;
            case NodeKind.Object:
                Append((byte)'{');
                for (var i = index + 1; i < tape[index].Next; i = tape[i + 1].Next)
                {
                    Separate(i, index);
                    AppendString(tape.TextAt(i));
                    Append((byte)':');
                    AppendNode(tape, i + 1);
                }

                Append((byte)'}');
                break;
            default:
                Append(tape.Bytes.AsSpan(node.Start, node.Length));
                break;
        }
    }

    private void Separate(int index, int parent)
    {
        if (index != parent + 1)
        {
            Append((byte)',');
        }
    }
}
