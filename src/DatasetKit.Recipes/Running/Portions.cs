using System.Globalization;

namespace DatasetKit.Recipes.Running;

/// <summary>Portions that a manifest gives: they make one whole.</summary>
internal static class Portions
{
    /// <summary>Sums of decimal fractions are not exact; a portion forgotten is never this small.</summary>
    private const double Tolerance = 1e-6;

    /// <summary>Refuses portions that are not above 0 or do not make 1.</summary>
    /// <exception cref="RecipeException">They do not.</exception>
    public static void Check(Manifest list, IReadOnlyList<Manifest> portions)
    {
        foreach (var portion in portions)
        {
            if (!(portion.Number > 0))
            {
                throw portion.Fail($"a portion is above 0, not {portion.Text}");
            }
        }

        var sum = portions.Sum(portion => portion.Number);
        if (Math.Abs(sum - 1) > Tolerance)
        {
            throw list.Fail($"the portions sum to {sum.ToString("0.######", CultureInfo.InvariantCulture)}, not to 1");
        }
    }
}
