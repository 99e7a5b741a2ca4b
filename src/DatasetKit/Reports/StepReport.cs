namespace DatasetKit;

/// <summary>
/// What one named step did (<see cref="Dataset.Step"/>). It balances: <c>read + added = kept + dropped + rejected + merged</c>. What a step inside it did is counted in both.
/// </summary>
public sealed class StepReport
{
    private readonly SortedDictionary<string, long> _dropped = new(StringComparer.Ordinal);

    internal StepReport(string name) => Name = name;

    /// <summary>The step's name.</summary>
    public string Name { get; }

    /// <summary>Examples that came to the step.</summary>
    public long Read { get; internal set; }

    /// <summary>Examples it made of others, by splitting or repetition.</summary>
    public long Added { get; internal set; }

    /// <summary>Examples that left the step for the next.</summary>
    public long Kept { get; internal set; }

    /// <summary>Examples that had a fault.</summary>
    public long Rejected { get; internal set; }

    /// <summary>Records that became part of another example.</summary>
    public long Merged { get; internal set; }

    /// <summary>Examples left out on purpose, or because another is equal, by the reason, in ordinal order.</summary>
    public IReadOnlyDictionary<string, long> Dropped => _dropped;

    /// <summary>Whether every example is accounted for.</summary>
    public bool Balances => Read + Added == Kept + Rejected + Merged + _dropped.Values.Sum();

    /// <summary>Of what was read, how much came from before the step; the rest from sources inside it.</summary>
    internal long Entered { get; set; }

    /// <summary>Takes over what happened in a step inside this one: it happened here too.</summary>
    internal void Absorb(StepReport inner)
    {
        Read += inner.Read - inner.Entered;
        Added += inner.Added;
        Rejected += inner.Rejected;
        Merged += inner.Merged;
        foreach (var (reason, count) in inner._dropped)
        {
            Drop(reason, count);
        }
    }

    internal void Drop(string reason, long count = 1)
    {
        _dropped.TryGetValue(reason, out var before);
        if (before + count == 0)
        {
            _dropped.Remove(reason);
        }
        else
        {
            _dropped[reason] = before + count;
        }
    }
}
