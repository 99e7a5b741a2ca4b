namespace DatasetKit.Tokenization;

/// <summary>Byte strings by their beginnings, each with a number: finds all that start at a place of a text in one walk.</summary>
internal sealed class ByteTrie
{
    /// <summary>No node, no number.</summary>
    internal const int None = -1;

    private readonly int[] _root = new int[0x100];
    // Key (parent * 256 + byte) + 1 above, child below; 0 is free.
    private ulong[] _slots = new ulong[64];
    private int[] _values = [None];
    private int _nodes = 1;

    /// <summary>Creates an empty one.</summary>
    internal ByteTrie() => _root.AsSpan().Fill(None);

    /// <summary>The node at which every walk starts.</summary>
    internal static int Root => 0;

    /// <summary>Enters a string; a later one that is equal takes its place.</summary>
    internal void Add(ReadOnlySpan<byte> text, int value)
    {
        int node = Root;
        foreach (byte next in text)
        {
            int child = Step(node, next);
            node = child != None ? child : AddChild(node, next);
        }

        _values[node] = value;
    }

    /// <summary>The node that a byte leads to, or <see cref="None"/>.</summary>
    internal int Step(int node, byte next)
    {
        if (node == Root)
        {
            return _root[next];
        }

        uint key = ((uint)node << 8 | next) + 1;
        uint mask = (uint)_slots.Length - 1;
        for (uint i = Place(key) & mask; ; i = (i + 1) & mask)
        {
            ulong slot = _slots[i];
            if (slot == 0)
            {
                return None;
            }

            if ((uint)(slot >> 32) == key)
            {
                return (int)(uint)slot;
            }
        }
    }

    /// <summary>The number of the string that ends at a node, or <see cref="None"/>.</summary>
    internal int ValueOf(int node) => _values[node];

    /// <summary>Finds the longest string that starts at a place.</summary>
    /// <returns>Its number, or <see cref="None"/>.</returns>
    internal int Longest(ReadOnlySpan<byte> text, int start, out int length)
    {
        int found = None;
        length = 0;
        int node = Root;
        for (int i = start; i < text.Length; i++)
        {
            node = Step(node, text[i]);
            if (node == None)
            {
                break;
            }

            if (_values[node] != None)
            {
                found = _values[node];
                length = i + 1 - start;
            }
        }

        return found;
    }

    private int AddChild(int node, byte next)
    {
        if (_nodes >= 1 << 23)
        {
            throw new FaultyFileException("model.vocab", "the vocabulary has more than 8,388,608 different beginnings of tokens");
        }

        int child = _nodes++;
        if (child == _values.Length)
        {
            Array.Resize(ref _values, _values.Length * 2);
            _values.AsSpan(child).Fill(None);
        }

        if (node == Root)
        {
            _root[next] = child;
        }
        else
        {
            if (_nodes * 2 > _slots.Length)
            {
                Grow();
            }

            Set((ulong)(((uint)node << 8 | next) + 1) << 32 | (uint)child);
        }

        return child;
    }

    private void Grow()
    {
        ulong[] old = _slots;
        _slots = new ulong[old.Length * 2];
        foreach (ulong slot in old)
        {
            if (slot != 0)
            {
                Set(slot);
            }
        }
    }

    private void Set(ulong slot)
    {
        uint mask = (uint)_slots.Length - 1;
        uint i = Place((uint)(slot >> 32)) & mask;
        for (int steps = 0; _slots[i] != 0; steps++)
        {
            i = (i + 1) & mask;
            HashSteps.Check(steps);
        }

        _slots[i] = slot;
    }

    private static uint Place(uint key) => (uint)(key * 0x9E3779B97F4A7C15 >> 32);
}
