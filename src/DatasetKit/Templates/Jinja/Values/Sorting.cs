namespace DatasetKit.Templates.Jinja;

/// <summary>
/// Python's <c>sorted</c>: stable, also in reverse, and comparing with nothing but <c>&lt;</c>. Up to 63 items, which is where nearly all lists are, it compares the same
/// items in the same order as CPython, so that values that cannot be compared fail alike.
/// </summary>
internal static class Sorting
{
    private const int Small = 64;

    /// <summary>Sorts items by their keys.</summary>
    /// <param name="state">Pays for the steps.</param>
    /// <param name="items">The items.</param>
    /// <param name="keys">A key an item.</param>
    /// <param name="reverse">Whether the greatest comes first.</param>
    /// <param name="asLists">Whether the keys are compared as lists that hold them: equal ones are not compared further, so that what has no order may stand beside its like.</param>
    public static List<Value> Sort(RenderState state, List<Value> items, List<Value> keys, bool reverse, bool asLists = false)
    {
        var order = new int[items.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = reverse ? order.Length - 1 - i : i;
        }

        state.ChargeItems(items.Count * 2L);
        var sorter = new Sorter(state, keys, asLists);
        if (order.Length < Small)
        {
            sorter.InsertionSort(order);
        }
        else
        {
            sorter.MergeSort(order, new int[order.Length], 0, order.Length);
        }

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

    private readonly struct Sorter(RenderState state, List<Value> keys, bool asLists)
    {
        /// <summary>As CPython's listobject.c: the run at the front, turned round if it descends, and the others inserted by halving.</summary>
        public void InsertionSort(int[] order)
        {
            if (order.Length < 2)
            {
                return;
            }

            var end = 2;
            var descends = Less(order[1], order[0]);
            while (end < order.Length && Less(order[end], order[end - 1]) == descends)
            {
                end++;
            }

            if (descends)
            {
                Array.Reverse(order, 0, end);
            }

            for (; end < order.Length; end++)
            {
                var pivot = order[end];
                var (low, high) = (0, end);
                while (low < high)
                {
                    var middle = low + ((high - low) >> 1);
                    (low, high) = Less(pivot, order[middle]) ? (low, middle) : (middle + 1, high);
                }

                order.AsSpan(low, end - low).CopyTo(order.AsSpan(low + 1));
                order[low] = pivot;
            }
        }

        public void MergeSort(int[] order, int[] scratch, int start, int end)
        {
            if (end - start < 2)
            {
                return;
            }

            var middle = (start + end) / 2;
            MergeSort(order, scratch, start, middle);
            MergeSort(order, scratch, middle, end);
            order.AsSpan(start, end - start).CopyTo(scratch.AsSpan(start));
            var left = start;
            var right = middle;
            for (var at = start; at < end; at++)
            {
                var takesRight = left == middle || (right < end && Less(scratch[right], scratch[left]));
                order[at] = scratch[takesRight ? right++ : left++];
            }
        }

        private bool Less(int left, int right)
        {
            state.Step();
            return !(asLists && Equality.Same(keys[left], keys[right])) && Ordering.Less(keys[left], keys[right]);
        }
    }
}
