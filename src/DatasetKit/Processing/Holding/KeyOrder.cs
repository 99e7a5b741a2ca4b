using System.Numerics;

namespace DatasetKit.Processing;

/// <summary>The order of random keys.</summary>
internal static class KeyOrder
{
    /// <summary>Keys that a bucket holds on average; beyond some times as many they are not random.</summary>
    private const int PerBucket = 4;
    private const int Many = 16 * PerBucket;

    /// <summary>The places of keys in ascending order of these. Random keys lie evenly, so each goes at once to where it belongs, but for its nearest neighbours.</summary>
    public static int[] Of(ReadOnlySpan<ulong> keys)
    {
        var shift = 64 - Math.Max(1, BitOperations.Log2((uint)keys.Length / PerBucket));
        var starts = new int[(1 << (64 - shift)) + 1];
        foreach (var key in keys)
        {
            starts[(key >> shift) + 1]++;
        }

        for (var bucket = 1; bucket < starts.Length; bucket++)
        {
            starts[bucket] += starts[bucket - 1];
        }

        var next = starts.AsSpan(0, starts.Length - 1).ToArray();
        var (sorted, order) = (new ulong[keys.Length], new int[keys.Length]);
        for (var place = 0; place < keys.Length; place++)
        {
            var at = next[keys[place] >> shift]++;
            (sorted[at], order[at]) = (keys[place], place);
        }

        for (var bucket = 0; bucket < next.Length; bucket++)
        {
            Sort(sorted, order, starts[bucket], starts[bucket + 1]);
        }

        return order;
    }

    private static void Sort(ulong[] keys, int[] order, int start, int end)
    {
        if (end - start > Many)
        {
            Array.Sort(keys, order, start, end - start);
            return;
        }

        for (var i = start + 1; i < end; i++)
        {
            var (key, place, at) = (keys[i], order[i], i);
            for (; at > start && keys[at - 1] > key; at--)
            {
                (keys[at], order[at]) = (keys[at - 1], order[at - 1]);
            }

            (keys[at], order[at]) = (key, place);
        }
    }
}
