namespace DatasetKit;

/// <summary>What becomes of an example: it goes on, as it was or changed; it becomes several; it is left out, and why.</summary>
/// <example><c>example => example.Messages.Count &lt; 2 ? Outcome.Drop("too short") : example</c></example>
public readonly struct Outcome
{
    private readonly IReadOnlyList<string>? _leftOut;

    private Outcome(Example? single, IReadOnlyList<Example>? several, string? reason, Finding? fault, Finding? warning = null, IReadOnlyList<string>? leftOut = null) =>
        (Single, Several, Reason, Fault, Warning, _leftOut) = (single, several, reason, fault, warning, leftOut);

    /// <summary>Why it is left out; null when something goes on, or when it has a fault.</summary>
    public string? Reason { get; }

    /// <summary>The fault that rejects it; null when it has none.</summary>
    public Finding? Fault { get; }

    /// <summary>What is worth knowing of an example that goes on; null when nothing is.</summary>
    public Finding? Warning { get; }

    /// <summary>What goes on: none, one or several.</summary>
    public IReadOnlyList<Example> Examples => Several ?? (Single is null ? [] : [Single]);

    /// <summary>Of an example that was taken apart: why parts of it do not go on, a reason for each.</summary>
    public IReadOnlyList<string> PartsLeftOut => _leftOut ?? [];

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

    /// <summary>Several examples are made of one, and parts of it may be left out; all but the first part are counted as added.</summary>
    /// <param name="examples">The examples; none, and no part left out, is the same as <see cref="Drop"/> with the reason <c>nothing left</c>.</param>
    /// <param name="leftOut">Why parts are left out, a reason for each.</param>
    public static Outcome Split(IReadOnlyList<Example> examples, IReadOnlyList<string>? leftOut = null) => new(null, examples, null, null, null, leftOut);

    /// <summary>The same outcome with a warning that the report tells.</summary>
    /// <param name="warning">What was found, where, and what to do.</param>
    public Outcome Warn(Finding warning) => new(Single, Several, Reason, Fault, warning, _leftOut);

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
