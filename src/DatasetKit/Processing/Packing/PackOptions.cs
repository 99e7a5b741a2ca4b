namespace DatasetKit;

/// <summary>How examples are packed.</summary>
public sealed record PackOptions
{
    /// <summary>The longest bin: no length may be longer.</summary>
    public const int MaxLength = 1 << 24;

    /// <summary>Tokens in one bin at most, 1 to <see cref="MaxLength"/>; the context that the model is trained with.</summary>
    public required int Length { get; init; }

    /// <summary>Into which bin an example goes. Default <see cref="PackStrategy.FirstFit"/>.</summary>
    public PackStrategy Strategy { get; init; }

    /// <summary>
    /// How many tokens are held and packed together, above 0. Default 4,194,304. Memory is bounded by it, 8 bytes a token: what comes after does not go into bins
    /// that are written already. An example counts 32 tokens more than it has, so that many small ones are bounded too.
    /// </summary>
    public int Window { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// Whether an example that is longer than a bin loses its end, as with metaseq (metaseq/data/streaming_src_tgt_dataset.py), where something that is trained is left of it. Default false: it is
    /// rejected (DK3001).
    /// </summary>
    public bool Truncate { get; init; }

    /// <summary>
    /// Whether each bin has <c>loss_weights</c> too: for each token what its loss counts, one over the trained tokens of its answer, 0 where nothing is trained
    /// (<see cref="LossWeights.PerTarget"/>; <c>norm_target_loss</c> of bigscience-workshop/Megatron-DeepSpeed, branch t0loading). Default false.
    /// </summary>
    public bool WeightTargets { get; init; }

    internal void Verify()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Length, MaxLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Window);
    }
}
