using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace DatasetKit.Tokenization;

/// <summary>Which two tokens become which, and in what order: the merges of byte-pair encoding, found by the ids of the two.</summary>
internal sealed class MergeTable
{
    /// <summary>The most merges there may be, so that a rank and a place fit into one number.</summary>
    internal const int MaxCount = 1 << 24;

    // How many merges before its turn the slot of one is asked for.
    private const int SoughtAhead = 32;

    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly ulong[] _pairs;
    private readonly int[] _results;
    // Each slot is 0 or holds rank + 1 in its low bits and some of the hash above them.
    private readonly uint[] _slots;
    // A bit for each pair by its hash: most pairs that are asked for are in no merge, and this is small enough to stay near the processor.
    private readonly ulong[] _filter;
    private readonly int _filterShift;

    /// <summary>Puts the table together of whole arrays.</summary>
    internal MergeTable(ulong[] pairs, int[] results)
        : this(pairs, results, pairs.Length)
    {
    }

    /// <summary>Puts the table together; of two merges of the same two tokens only the later one counts.</summary>
    /// <param name="pairs">The ids of the left and the right side of each merge, the left one in the upper half.</param>
    /// <param name="results">What each gives.</param>
    /// <param name="count">How many there are: the arrays may be longer.</param>
    internal MergeTable(ulong[] pairs, int[] results, int count)
    {
        _pairs = pairs;
        _results = results;
        Count = count;
        uint[] slots = new uint[BitOperations.RoundUpToPowerOf2((uint)Math.Max(count, 8) * 2)];
        // Two at least, so that no shift is by all bits.
        _filter = new ulong[Math.Max(2, slots.Length >> 4)];
        _filterShift = 64 - BitOperations.Log2((uint)_filter.Length);
        Fill(slots, _filter, _filterShift, pairs, count);
        _slots = slots;
    }

    /// <remarks>As <see cref="RankTable"/> is filled, and for the same reasons.</remarks>
    private static unsafe void Fill(uint[] slots, ulong[] filter, int filterShift, ulong[] pairs, int count)
    {
        uint mask = (uint)slots.Length - 1;
        fixed (uint* all = slots)
        fixed (ulong* pairOf = pairs, bits = filter)
        {
            for (int rank = 0; rank < count; rank++)
            {
                if (Sse.IsSupported && rank + SoughtAhead < count)
                {
                    Sse.Prefetch0(all + ((uint)Mix(pairOf[rank + SoughtAhead]) & mask));
                }

                ulong mixed = Mix(pairOf[rank]);
                uint tag = (uint)(mixed >> 32) & ~mask, i = (uint)mixed & mask;
                for (int steps = 0; all[i] != 0 && !(((all[i] ^ tag) & ~mask) == 0 && pairOf[(all[i] & mask) - 1] == pairOf[rank]); i = i + 1 & mask)
                {
                    HashSteps.Check(steps++);
                }

                all[i] = tag | (uint)rank + 1;
                bits[mixed >> filterShift] |= 1UL << (int)(mixed >> (filterShift - 6));
            }
        }
    }

    /// <summary>How many there are.</summary>
    internal int Count { get; }

    /// <summary>Two tokens as one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Pair(int left, int right) => (ulong)(uint)left << 32 | (uint)right;

    /// <summary>Spreads a pair: all bits depend on all of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Mix(ulong pair)
    {
        ulong mixed = pair * Multiplier;
        return (mixed ^ mixed >> 32) * Multiplier;
    }

    /// <summary>Whether two tokens may become one: false is certain, true is wrong now and then.</summary>
    /// <param name="mixed">The pair, spread.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool MayHave(ulong mixed) => (_filter[mixed >> _filterShift] >> (int)(mixed >> (_filterShift - 6)) & 1) != 0;

    /// <summary>The rank at which two tokens become one, or <see cref="RankTable.None"/>.</summary>
    /// <param name="left">The id of the left one.</param>
    /// <param name="right">The id of the right one.</param>
    /// <param name="result">What they become.</param>
    internal int Find(int left, int right, out int result)
    {
        ulong pair = Pair(left, right);
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

    /// <summary>What the merge of a rank gives.</summary>
    internal int ResultOf(int rank) => _results[rank];

    /// <summary>Which tokens some merge gives.</summary>
    /// <param name="count">How many ids there are.</param>
    internal bool[] Results(int count)
    {
        bool[] isResult = new bool[count];
        foreach (int result in _results.AsSpan(0, Count))
        {
            isResult[result] = true;
        }

        return isResult;
    }

    /// <summary>The lowest rank at which some merge gives each token, <see cref="RankTable.None"/> for those that none gives.</summary>
    /// <param name="count">How many ids there are.</param>
    internal int[] RanksOfResults(int count)
    {
        int[] ranks = new int[count];
        ranks.AsSpan().Fill(RankTable.None);
        for (int rank = Count - 1; rank >= 0; rank--)
        {
            ranks[_results[rank]] = rank;
        }

        return ranks;
    }

    /// <summary>Whether any merge has this token on one of its sides.</summary>
    internal bool Joins(Func<int, bool> isToken)
    {
        for (int rank = 0; rank < Count; rank++)
        {
            if (isToken((int)(_pairs[rank] >> 32)) || isToken((int)(uint)_pairs[rank]))
            {
                return true;
            }
        }

        return false;
    }
}
