using DatasetKit.Internals;

namespace DatasetKit;

/// <summary>Where the keys of a record stand, and whether they are those of the record before.</summary>
internal sealed class RecordKeys
{
    /// <summary>Records with more keys are searched each time.</summary>
    private const int Most = 64;

    private readonly int[] _nodes = new int[Most];
    private readonly int[] _lengths = new int[Most];
    private byte[] _names = new byte[256];
    private int _knownCount = -1;

    /// <summary>How many keys the record has.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the keys are few and spelled without escapes: only then they can be told from others.</summary>
    public bool AreKnown => _knownCount >= 0;

    /// <summary>The node of a key on the record's tape.</summary>
    public int this[int position] => _nodes[position];

    /// <summary>Goes to a record; true when its keys are known and those of the record before, in the same order.</summary>
    public bool MoveTo(JsonTape tape, int root)
    {
        var (same, count, at) = (true, 0, 0);
        var end = tape[root].Next;
        for (var key = root + 1; key < end; key = tape[key + 1].Next, count++)
        {
            ref var node = ref tape[key];
            if (count == Most || node.Form == TextForm.Escaped)
            {
                Count = Most;
                _knownCount = -1;
                return false;
            }

            _nodes[count] = key;
            var name = tape.Bytes.AsSpan(node.Start, node.Length);
            if (same && count < _knownCount && _lengths[count] == name.Length && name.SequenceEqual(_names.AsSpan(at, name.Length)))
            {
                at += name.Length;
                continue;
            }

            same = false;
            Remember(count, at, name);
            at += name.Length;
        }

        same &= count == _knownCount;
        Count = _knownCount = count;
        return same;
    }

    private void Remember(int position, int at, ReadOnlySpan<byte> name)
    {
        if (_names.Length < at + name.Length)
        {
            Array.Resize(ref _names, Math.Max(_names.Length * 2, at + name.Length));
        }

        _lengths[position] = name.Length;
        name.CopyTo(_names.AsSpan(at));
    }
}
