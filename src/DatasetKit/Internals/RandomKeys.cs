namespace DatasetKit.Internals;

/// <summary>
/// A number for each place in a sequence, in no order but always the same for a seed, and never the same for two places:
/// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
/// </summary>
internal readonly struct RandomKeys(long seed)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private readonly ulong _start = Mix((ulong)seed + Gamma);

    public ulong this[long place] => Mix(_start + (Gamma * (ulong)place));

    /// <summary>A number from 0 to below 1 for a place.</summary>
    public double Fraction(long place) => (this[place] >> 11) * (1.0 / (1L << 53));

    /// <summary>Numbers that have nothing to do with these.</summary>
    public RandomKeys Other(long number) => new((long)Mix(_start ^ Mix((ulong)number)));

    private static ulong Mix(ulong word)
    {
        word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
        word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
        return word ^ (word >> 31);
    }
}
