using System.Globalization;
using DatasetKit.Recipes.Running;

namespace DatasetKit.Recipes.Lima;

/// <summary>
/// Draws from strata by their weights without knowing what is to come: each example arrives at a time, after the one before it in its stratum by a gap that is
/// the shorter the heavier the stratum. Those that arrive first are what drawing a stratum by weight again and again, and taking its next best, gives.
/// </summary>
/// <remarks>The superposition of Poisson processes: the next arrival is of a stratum with a chance of its share of the weights.</remarks>
internal sealed class Arrivals(Func<Example, double> weight, int seed)
{
    private readonly Dictionary<string, (long Count, double Time)> _strata = new(StringComparer.Ordinal);

    /// <summary>When an example arrives. Called for each, the best of a stratum first.</summary>
    public double Next(Example example)
    {
        var stratum = $"{LimaMarks.KeyOf(example)}\u001F{LimaMarks.StratumOf(example)}";
        _strata.TryGetValue(stratum, out var last);
        var chance = StableShare.Of(string.Create(CultureInfo.InvariantCulture, $"{stratum}\u001F{last.Count}"), seed);
        var time = last.Time - (Math.Log(1 - chance) / weight(example));
        _strata[stratum] = (last.Count + 1, time);
        return time;
    }
}
