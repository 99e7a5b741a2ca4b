namespace DatasetKit;

/// <summary>What becomes of an example: it goes on, as it was or changed; it becomes several; it is left out, and why.</summary>
/// <example><c>example => example.Messages.Count &lt; 2 ? Outcome.Drop("too short") : example</c></example>
public readonly struct Outcome
{
    private Outcome(Example? single, IReadOnlyList<Example>? several, string? reason, Finding? fault, Finding? warning = null) =>
        (Single, Several, Reason, Fault, Warning) = (single, several, reason, fault, warning);

    /// <summary>Why it is left out; null when something goes on, or when it has a fault.</summary>
    public string? Reason { get; }

    /// <summary>The fault that rejects it; null when it has none.</summary>
    public Finding? Fault { get; }

    /// <summary>What is worth knowing of an example that goes on; null when nothing is.</summary>
    public Finding? Warning { get; }

    /// <summary>What goes on: none, one or several.</summary>
    public IReadOnlyList<Example> Examples => Several ?? (Single is null ? [] : [Single]);

    internal Example? Single { get; }

    internal IReadOnlyList<Example>? Several { get; }

    /// <summary>An example goes on.</summary>
    /// <param name="example">The example.</param>
    public static implicit operator Outcome(Example example) => Keep(example);

    /// <summary>An example goes on.</summary>
    /// <param name="example">The example.</param>
    public static Outcome Keep(Example example)
    {
        ArgumentNullException.ThrowIfNull(example);
        return new(example, null, null, null);
    }

    /// <summary>Several examples are made of one; all but the first are counted as added.</summary>
    /// <param name="examples">The examples; none is the same as <see cref="Drop"/> with the reason <c>nothing left</c>.</param>
    public static Outcome Split(IReadOnlyList<Example> examples) => new(null, examples, null, null);

    /// <summary>The same outcome with a warning that the report tells.</summary>
    /// <param name="warning">What was found, where, and what to do.</param>
    public Outcome Warn(Finding warning) => new(Single, Several, Reason, Fault, warning);

    /// <summary>The example is left out on purpose.</summary>
    /// <param name="reason">Why, in a few words that are the same for all of the kind: they are counted.</param>
    public static Outcome Drop(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return new(null, null, reason, null);
    }

    /// <summary>The example has a fault and goes to the rejects file.</summary>
    /// <param name="fault">What was found, where, and what to do.</param>
    public static Outcome Reject(Finding fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return new(null, null, null, fault);
    }
}
