using System.Numerics;

namespace DatasetKit.Processing;

/// <summary>Each size goes into the bin that has the least room for it: bins stand by their room, and a bit says where any stand.</summary>
internal sealed class BestFitBins(int capacity) : Bins
{
    private readonly Stack<int>?[] _byRoom = new Stack<int>?[capacity + 1];
    private readonly ulong[] _any = new ulong[(capacity / 64) + 1];
    private int _bins;

    public override int Place(int size)
    {
        var room = LeastFrom(size);
        var bin = room < 0 ? _bins++ : Take(room);
        Put((room < 0 ? capacity : room) - size, bin);
        return bin;
    }

    private int LeastFrom(int size)
    {
        for (var word = size / 64; word < _any.Length; word++)
        {
            var bits = word == size / 64 ? _any[word] & (ulong.MaxValue << (size % 64)) : _any[word];
            if (bits != 0)
            {
                return (word * 64) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return -1;
    }

    private int Take(int room)
    {
        var stack = _byRoom[room]!;
        var bin = stack.Pop();
        if (stack.Count == 0)
        {
            _any[room / 64] &= ~(1ul << (room % 64));
        }

        return bin;
    }

    private void Put(int room, int bin)
    {
        // A full bin is never asked for again.
        if (room > 0)
        {
            (_byRoom[room] ??= new Stack<int>()).Push(bin);
            _any[room / 64] |= 1ul << (room % 64);
        }
    }
}
