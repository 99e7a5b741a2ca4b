namespace DatasetKit.Templates.Jinja;

/// <summary>What a render is given besides its variables.</summary>
internal readonly record struct RenderOptions
{
    /// <summary>The clock of <c>strftime_now</c>; the system's when null.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Picks an index below a count, for <c>random</c>, <c>choice</c> and <c>lipsum</c>; the first when null, so that a render can be repeated.</summary>
    public Func<int, int>? Random { get; init; }

    /// <summary>What the texts of the context are, by their number less one: with it the origin of every character is kept. Null keeps none.</summary>
    public IReadOnlyList<Origin>? Origins { get; init; }

    public CancellationToken Cancel { get; init; }
}
