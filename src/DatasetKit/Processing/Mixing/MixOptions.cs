namespace DatasetKit;

/// <summary>When a mixture is complete.</summary>
public enum MixUntil
{
    /// <summary>When the first source has no more examples: none is used twice (<c>first_exhausted</c>).</summary>
    FirstExhausted,

    /// <summary>When each source was used up once: smaller ones repeat (<c>all_exhausted</c>).</summary>
    AllExhausted,
}

/// <summary>How datasets are mixed.</summary>
public sealed record MixOptions
{
    /// <summary>The defaults.</summary>
    public static MixOptions Default { get; } = new();

    /// <summary>Decides which examples are taken and in what order they come. Default 42.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>When the mixture is complete; without a meaning when <see cref="Total"/> is given. Default: when the first source is used up.</summary>
    public MixUntil Until { get; init; }

    /// <summary>Examples in the mixture, from 0. A source that has too few repeats. Null (default): <see cref="Until"/> decides.</summary>
    public long? Total { get; init; }
}
