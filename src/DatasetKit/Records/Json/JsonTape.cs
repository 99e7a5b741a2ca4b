using System.Runtime.CompilerServices;

namespace DatasetKit.Internals;

/// <summary>What a value on a <see cref="JsonTape"/> is.</summary>
internal enum NodeKind : byte
{
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,
}

/// <summary>
/// One value (or key) on the tape: where its bytes stand, and where the next value begins. Strings point inside their
/// quotes; an object lists key, value, key, value behind itself, an array its elements.
/// </summary>
internal struct JsonNode
{
    public int Start;
    public int Length;
    public int Next;
    public NodeKind Kind;
    public TextForm Form;
}

/// <summary>
/// The values of a batch of records, flat, over one block of bytes. A block is never used again once handed out, so
/// whatever points into it (<see cref="Text"/>, <see cref="JsonValue"/>) may be kept for as long as one likes.
/// </summary>
internal sealed class JsonTape(byte[] bytes)
{
    private JsonNode[] _nodes = new JsonNode[256];

    /// <summary>The block that all nodes point into.</summary>
    public byte[] Bytes { get; set; } = bytes;

    public int Count { get; private set; }

    /// <summary>
    /// The same object for all tapes whose records are rows of one table: objects with the same keys in the same order, each
    /// value a single node. Null when records may differ.
    /// </summary>
    public object? Columns { get; set; }

    public ref JsonNode this[int index] => ref _nodes[index];

    /// <summary>Starts over on a block. Nothing taken from the tape before is good any more.</summary>
    public void Reset(byte[] block)
    {
        Bytes = block;
        Count = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(NodeKind kind, int start, int length, TextForm form = TextForm.Absent)
    {
        var nodes = _nodes;
        if (Count >= nodes.Length)
        {
            nodes = Grow();
        }

        ref var node = ref nodes[Count];
        node.Kind = kind;
        node.Start = start;
        node.Length = length;
        node.Form = form;
        node.Next = Count + 1;
        return Count++;
    }

    private JsonNode[] Grow()
    {
        Array.Resize(ref _nodes, Count * 2);
        return _nodes;
    }

    /// <summary>Ends the object or array at <paramref name="index"/>: all nodes added since are its content.</summary>
    public void Close(int index, int length)
    {
        _nodes[index].Length = length;
        _nodes[index].Next = Count;
    }

    /// <summary>Begins an object or array inside another; -1 when it stands in none.</summary>
    public int Open(NodeKind kind, int start, int outer)
    {
        var index = Add(kind, start, 0);
        _nodes[index].Next = outer;
        return index;
    }

    /// <summary>Ends the object or array that was opened, before the byte at <paramref name="end"/>; gives the one that it stands in.</summary>
    public int End(int index, int end)
    {
        ref var node = ref _nodes[index];
        var outer = node.Next;
        node.Length = end - node.Start;
        node.Next = Count;
        return outer;
    }

    /// <summary>Forgets the nodes of a record that could not be read.</summary>
    public void Truncate(int count) => Count = count;

    public Text TextAt(int index)
    {
        ref var node = ref _nodes[index];
        return node.Kind switch
        {
            NodeKind.String => new Text(Bytes, node.Start, node.Length, node.Form),
            NodeKind.Null => Text.Null,
            _ => new Text(Bytes, node.Start, node.Length, TextForm.Plain),
        };
    }
}
