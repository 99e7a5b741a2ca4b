namespace DatasetKit.Processing;

/// <summary>How many examples each source gives.</summary>
internal static class MixPlan
{
    /// <param name="sizes">What each source has.</param>
    /// <param name="shares">The weights and caps.</param>
    /// <param name="options">When the mixture is complete.</param>
    public static long[] Counts(IReadOnlyList<long> sizes, IReadOnlyList<MixShare> shares, MixOptions options)
    {
        long[] usable = [.. sizes.Select((size, i) => Math.Min(size, shares[i].Cap ?? size))];
        double[] weights = [.. usable.Select((size, i) => shares[i].Weight ?? size)];
        var sum = weights.Sum();
        if (sum == 0)
        {
            return new long[sizes.Count];
        }

        var totals = usable.Select((size, i) => (double)size * sum / weights[i]).Where(double.IsFinite);
        var total = options.Total ?? (long)(options.Until == MixUntil.FirstExhausted ? Math.Floor(totals.Min() + 1e-9) : Math.Ceiling(totals.Max() - 1e-9));
        return Apportionment.Of(total, weights);
    }
}
