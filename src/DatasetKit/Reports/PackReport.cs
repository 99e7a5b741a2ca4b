namespace DatasetKit;

/// <summary>What packing did.</summary>
/// <param name="Build">What became of every record; an example in a bin is written.</param>
/// <param name="Bins">How many bins were written.</param>
/// <param name="Length">Tokens in one bin at most.</param>
/// <param name="Tokens">Tokens in all bins.</param>
/// <param name="Trained">Those of them that carry loss.</param>
public sealed record PackReport(BuildReport Build, long Bins, int Length, long Tokens, long Trained)
{
    /// <summary>The share of all bins' room that is used, 0 to 1; 0 when there is no bin.</summary>
    public double Fill => Bins == 0 ? 0 : (double)Tokens / ((double)Bins * Length);
}
