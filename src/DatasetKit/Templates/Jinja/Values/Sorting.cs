namespace DatasetKit.Templates.Jinja;

/// <summary>Python's <c>sorted</c>: stable, also in reverse, and comparing with nothing but <c>&lt;</c>.</summary>
internal static class Sorting
{
    public static List<Value> Sort(RenderState state, List<Value> items, List<Value> keys, bool reverse)
    {
        var order = new int[items.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = reverse ? order.Length - 1 - i : i;
        }

        state.ChargeItems(items.Count * 2L);
        MergeSort(state, order, new int[order.Length], 0, order.Length, keys);
        if (reverse)
        {
            Array.Reverse(order);
        }

        var sorted = new List<Value>(order.Length);
        foreach (var index in order)
        {
            sorted.Add(items[index]);
        }

        return sorted;
    }

    private static void MergeSort(RenderState state, int[] order, int[] scratch, int start, int end, List<Value> keys)
    {
        if (end - start < 2)
        {
            return;
        }

        var middle = (start + end) / 2;
        MergeSort(state, order, scratch, start, middle, keys);
        MergeSort(state, order, scratch, middle, end, keys);
        order.AsSpan(start, end - start).CopyTo(scratch.AsSpan(start));
        var left = start;
        var right = middle;
        for (var at = start; at < end; at++)
        {
            state.Step();
            var takesRight = left == middle || (right < end && Ordering.Less(keys[scratch[right]], keys[scratch[left]]));
            order[at] = scratch[takesRight ? right++ : left++];
        }
    }
}
