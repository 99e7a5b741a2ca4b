using System.Numerics;

namespace DatasetKit.Processing;

/// <summary>Each size goes into the first bin that has room: a tree over the bins holds the most room below each node, so that one is found in log n steps.</summary>
internal sealed class FirstFitBins : Bins
{
    private readonly int[] _room;
    private readonly int _leaves;

    public FirstFitBins(int capacity, int count)
    {
        _leaves = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, count));
        _room = new int[2 * _leaves];
        // Bins that nobody has opened are empty, and stand behind those that are.
        Array.Fill(_room, capacity);
    }

    public override int Place(int size)
    {
        var node = 1;
        while (node < _leaves)
        {
            node = _room[2 * node] >= size ? 2 * node : (2 * node) + 1;
        }

        var bin = node - _leaves;
        _room[node] -= size;
        while (node > 1)
        {
            node /= 2;
            _room[node] = Math.Max(_room[2 * node], _room[(2 * node) + 1]);
        }

        return bin;
    }
}
