namespace DatasetKit;

/// <summary>A dataset that takes part in a mixture.</summary>
/// <param name="Dataset">Where its examples come from.</param>
/// <param name="Weight">
/// Its part of the mixture in relation to the other weights, above 0. Null, for all sources or for none: as many as it has examples, at most
/// <see cref="Cap"/> (examples-proportional mixing with a limit: Raffel et al. 2020, T5, section 3.5.2).
/// </param>
public sealed record MixSource(Dataset Dataset, double? Weight = null)
{
    /// <summary>More examples than this do not count, and are not taken. Null (default): no limit.</summary>
    public long? Cap { get; init; }
}
