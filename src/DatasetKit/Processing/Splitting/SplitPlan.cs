using System.Runtime.InteropServices;
using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>Which part each example goes to: by random keys, in parts of the exact sizes wanted.</summary>
/// <param name="ratios">The parts in relation to each other.</param>
/// <param name="seed">Decides who goes where.</param>
internal sealed class SplitPlan(double[] ratios, long seed)
{
    private readonly RandomKeys _keys = new(seed);

    /// <summary>Each example by itself.</summary>
    public byte[] Alone(int count)
    {
        var parts = new byte[count];
        var places = new int[count];
        for (var i = 0; i < count; i++)
        {
            places[i] = i;
        }

        Deal(Shuffled(places), Filled(Apportionment.Of(count, ratios)), parts);
        return parts;
    }

    /// <summary>Examples of one group together: a group goes where most is missing, so sizes are only near to those wanted.</summary>
    public byte[] Grouped(ReadOnlySpan<ulong> groups)
    {
        var sizes = new Dictionary<ulong, int>();
        foreach (var group in groups)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(sizes, group, out _)++;
        }

        var perRatio = groups.Length / ratios.Sum();
        double[] missing = [.. ratios.Select(ratio => ratio * perRatio)];
        var partOf = new Dictionary<ulong, byte>(sizes.Count);
        foreach (var group in sizes.Keys.OrderBy(group => _keys[(long)group]).ThenBy(group => group))
        {
            var part = (byte)Array.IndexOf(missing, missing.Max());
            missing[part] -= sizes[group];
            partOf.Add(group, part);
        }

        var parts = new byte[groups.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = partOf[groups[i]];
        }

        return parts;
    }

    /// <summary>Each stratum divided in the same relation.</summary>
    public byte[] Stratified(ReadOnlySpan<ulong> strata)
    {
        var members = new Dictionary<ulong, List<int>>();
        for (var i = 0; i < strata.Length; i++)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(members, strata[i], out _) ??= []).Add(i);
        }

        var sum = ratios.Sum();
        var parts = new byte[strata.Length];
        var debt = new double[ratios.Length];
        foreach (var stratum in members.Values)
        {
            // What rounding gave a part too little in one stratum it gets in the next: the parts as wholes have the sizes wanted too.
            var counts = Rounded(stratum.Count, sum, debt);
            Deal(Shuffled(stratum.ToArray()), counts, parts);
        }

        return parts;
    }

    private long[] Rounded(int count, double sum, double[] debt)
    {
        var counts = new long[ratios.Length];
        for (var part = 0; part < counts.Length; part++)
        {
            debt[part] += count * ratios[part] / sum;
            counts[part] = Math.Max(0, (long)Math.Floor(debt[part]));
        }

        while (counts.Sum() > count)
        {
            counts[Array.IndexOf(counts, counts.Max())]--;
        }

        foreach (var part in Enumerable.Range(0, counts.Length).OrderByDescending(i => debt[i] - counts[i]).Take(count - (int)counts.Sum()))
        {
            counts[part]++;
        }

        for (var part = 0; part < counts.Length; part++)
        {
            debt[part] -= counts[part];
        }

        return counts;
    }

    private int[] Shuffled(int[] places)
    {
        var keys = new ulong[places.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = _keys[places[i]];
        }

        var order = KeyOrder.Of(keys);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = places[order[i]];
        }

        return order;
    }

    /// <summary>No part is left empty while there are examples enough: a test set of nothing tests nothing.</summary>
    private long[] Filled(long[] counts)
    {
        for (var part = 0; part < counts.Length; part++)
        {
            var largest = 0;
            for (var i = 1; i < counts.Length; i++)
            {
                largest = counts[i] > counts[largest] ? i : largest;
            }

            if (counts[part] == 0 && ratios[part] > 0 && counts[largest] > 1)
            {
                counts[largest]--;
                counts[part]++;
            }
        }

        return counts;
    }

    private static void Deal(int[] places, long[] counts, byte[] parts)
    {
        var next = 0;
        for (var part = 0; part < counts.Length; part++)
        {
            for (var i = 0L; i < counts[part]; i++)
            {
                parts[places[next++]] = (byte)part;
            }
        }
    }
}
