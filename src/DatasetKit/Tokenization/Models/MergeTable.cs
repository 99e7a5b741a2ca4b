using System.Numerics;

namespace DatasetKit.Tokenization;

/// <summary>Which two tokens become which, and in what order: the merges of byte-pair encoding, found by the ids of the two.</summary>
internal sealed class MergeTable
{
    /// <summary>The most merges there may be, so that a rank and a place fit into one number.</summary>
    internal const int MaxCount = 1 << 24;

    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private ulong[] _pairs;
    private int[] _results;
    // Each slot is 0 or holds rank + 1 in its low bits and some of the hash above them.
    private uint[] _slots;
    private int _count;

    /// <summary>Creates an empty one.</summary>
    /// <param name="expected">About how many merges will come.</param>
    internal MergeTable(int expected)
    {
        expected = Math.Clamp(expected, 16, 1 << 20);
        _pairs = new ulong[expected];
        _results = new int[expected];
        _slots = new uint[BitOperations.RoundUpToPowerOf2((uint)expected * 2)];
    }

    /// <summary>How many there are.</summary>
    internal int Count => _count;

    /// <summary>Enters the next merge; one of the same two that came before counts no longer.</summary>
    internal void Add(int left, int right, int result)
    {
        int rank = _count++;
        if (rank == _pairs.Length)
        {
            Array.Resize(ref _pairs, rank * 2);
            Array.Resize(ref _results, rank * 2);
        }

        _pairs[rank] = (ulong)(uint)left << 32 | (uint)right;
        _results[rank] = result;
        if (_count * 2 > _slots.Length)
        {
            _slots = new uint[_slots.Length * 2];
            for (int old = 0; old < rank; old++)
            {
                Enter(old);
            }
        }

        Enter(rank);
    }

    /// <summary>The rank at which two tokens become one, or <see cref="RankTable.None"/>.</summary>
    /// <param name="left">The id of the left one.</param>
    /// <param name="right">The id of the right one.</param>
    /// <param name="result">What they become.</param>
    internal int Find(int left, int right, out int result)
    {
        ulong pair = (ulong)(uint)left << 32 | (uint)right;
        ulong mixed = Mix(pair);
        uint[] slots = _slots;
        uint mask = (uint)slots.Length - 1;
        for (uint i = (uint)mixed & mask; ; i = (i + 1) & mask)
        {
            uint slot = slots[i];
            if (slot == 0)
            {
                result = 0;
                return RankTable.None;
            }

            if (((slot ^ (uint)(mixed >> 32)) & ~mask) == 0)
            {
                int rank = (int)(slot & mask) - 1;
                if (_pairs[rank] == pair)
                {
                    result = _results[rank];
                    return rank;
                }
            }
        }
    }

    /// <summary>Whether any merge has this token on one of its sides.</summary>
    internal bool Joins(Func<int, bool> isToken)
    {
        for (int rank = 0; rank < _count; rank++)
        {
            if (isToken((int)(_pairs[rank] >> 32)) || isToken((int)(uint)_pairs[rank]))
            {
                return true;
            }
        }

        return false;
    }

    private void Enter(int rank)
    {
        ulong mixed = Mix(_pairs[rank]);
        uint mask = (uint)_slots.Length - 1;
        uint i = (uint)mixed & mask;
        for (int steps = 0; _slots[i] != 0; i = (i + 1) & mask, steps++)
        {
            HashSteps.Check(steps);
            if (((_slots[i] ^ (uint)(mixed >> 32)) & ~mask) == 0 && _pairs[(_slots[i] & mask) - 1] == _pairs[rank])
            {
                break;
            }
        }

        _slots[i] = (uint)(mixed >> 32) & ~mask | (uint)rank + 1;
    }

    private static ulong Mix(ulong pair)
    {
        ulong mixed = pair * Multiplier;
        return (mixed ^ mixed >> 32) * Multiplier;
    }
}
