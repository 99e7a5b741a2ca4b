namespace DatasetKit.Processing;

/// <summary>Divides a whole number by weights into whole numbers: each is rounded down, and what is left goes to the largest remainders (Hamilton's method).</summary>
internal static class Apportionment
{
    public static long[] Of(long total, IReadOnlyList<double> weights)
    {
        var sum = weights.Sum();
        double[] exact = [.. weights.Select(weight => total * weight / sum)];
        long[] counts = [.. exact.Select(share => (long)Math.Floor(share + 1e-9))];
        var left = total - counts.Sum();
        foreach (var index in Enumerable.Range(0, counts.Length).OrderByDescending(i => exact[i] - counts[i]).ThenBy(i => i).Take((int)left))
        {
            counts[index]++;
        }

        return counts;
    }
}
