namespace DatasetKit;

/// <summary>How a dataset is split.</summary>
public sealed record SplitOptions
{
    /// <summary>The defaults.</summary>
    public static SplitOptions Default { get; } = new();

    /// <summary>Decides which examples go where. Default 42.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>Whether each part is in random order. Default false: in the order of the input.</summary>
    public bool Shuffle { get; init; }

    /// <summary>
    /// Examples with the same key stay together, so that no conversation, user or document is on both sides. An example without the key
    /// stands alone. Null (default): each stands alone. Not together with <see cref="StratifyBy"/>.
    /// </summary>
    public ExampleKey? GroupBy { get; init; }

    /// <summary>Each key has the same share in every part. Null (default): left to chance.</summary>
    public ExampleKey? StratifyBy { get; init; }
}
