using System.Runtime.InteropServices;

namespace DatasetKit.Processing;

/// <summary>The group of each example: a hash of its key, or a number of its own where it has none.</summary>
internal sealed class GroupList(ExampleKey key)
{
    private readonly KeyBuffer _buffer = new();
    private readonly List<ulong> _numbers = [];
    private bool _isKnown;

    public ReadOnlySpan<ulong> Numbers => CollectionsMarshal.AsSpan(_numbers);

    public void Add(Example example, int index)
    {
        _buffer.Clear();
        var found = key.Append(_buffer, example);
        _isKnown |= found;
        _numbers.Add(found ? _buffer.Hash.Low : (ulong)index);
    }

    /// <exception cref="MappingException">No example has the key.</exception>
    public void RefuseUnknown()
    {
        if (!_isKnown && _numbers.Count > 0)
        {
            throw new MappingException($"no example has a field \"{key.Name}\" to group by; name a field of the example or of its metadata");
        }
    }
}
