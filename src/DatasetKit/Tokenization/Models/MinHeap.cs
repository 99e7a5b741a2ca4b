namespace DatasetKit.Tokenization;

/// <summary>A binary heap of numbers over a borrowed array: nothing is allocated, and the caller knows how many there can be.</summary>
internal ref struct MinHeap(Span<long> items)
{
    private readonly Span<long> _items = items;
    private int _count;

    /// <summary>Adds a number.</summary>
    internal void Push(long item)
    {
        int place = _count++;
        while (place > 0 && _items[(place - 1) / 2] > item)
        {
            _items[place] = _items[(place - 1) / 2];
            place = (place - 1) / 2;
        }

        _items[place] = item;
    }

    /// <summary>Takes the lowest number out.</summary>
    /// <returns>False when there is none.</returns>
    internal bool TryPop(out long lowest)
    {
        if (_count == 0)
        {
            lowest = 0;
            return false;
        }

        lowest = _items[0];
        long last = _items[--_count];
        int place = 0;
        for (int child = 1; child < _count; child = 2 * place + 1)
        {
            if (child + 1 < _count && _items[child + 1] < _items[child])
            {
                child++;
            }

            if (_items[child] >= last)
            {
                break;
            }

            _items[place] = _items[child];
            place = child;
        }

        _items[place] = last;
        return true;
    }
}
