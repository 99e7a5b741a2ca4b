namespace DatasetKit.Processing;

/// <summary>Each size goes into the bin of the one before it, or opens another.</summary>
internal sealed class InOrderBins(int capacity) : Bins
{
    private int _room;
    private int _bin = -1;

    public override int Place(int size)
    {
        if (_bin < 0 || size > _room)
        {
            (_bin, _room) = (_bin + 1, capacity);
        }

        _room -= size;
        return _bin;
    }
}
