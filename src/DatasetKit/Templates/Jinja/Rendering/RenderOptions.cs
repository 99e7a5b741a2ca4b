namespace DatasetKit.Templates.Jinja;

/// <summary>What a render is given besides its variables.</summary>
internal readonly record struct RenderOptions
{
    /// <summary>The clock of <c>strftime_now</c>; the system's when null.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Picks an index below a count, for <c>random</c>, <c>choice</c> and <c>lipsum</c>; the first when null, so that a render can be repeated.</summary>
    public Func<int, int>? Random { get; init; }

    /// <summary>Whether to keep the origin of every character.</summary>
    public bool Trace { get; init; }

    public CancellationToken Cancel { get; init; }
}
