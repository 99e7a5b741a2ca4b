namespace DatasetKit.Processing;

/// <summary>Divides a whole number by weights into whole numbers: each is rounded down, and what is left goes to the largest remainders (Hamilton's method).</summary>
/// <remarks>Plain loops: generic code over numbers is compiled at the start of every run, which takes longer than what it does here.</remarks>
internal static class Apportionment
{
    public static long[] Of(long total, double[] weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var (counts, remainders, left) = (new long[weights.Length], new double[weights.Length], total);
        for (var i = 0; i < counts.Length; i++)
        {
            var exact = total * weights[i] / sum;
            counts[i] = (long)Math.Floor(exact + 1e-9);
            remainders[i] = exact - counts[i];
            left -= counts[i];
        }

        for (; left > 0; left--)
        {
            var largest = 0;
            for (var i = 1; i < remainders.Length; i++)
            {
                largest = remainders[i] > remainders[largest] ? i : largest;
            }

            counts[largest]++;
            remainders[largest] = double.NegativeInfinity;
        }

        return counts;
    }
}
