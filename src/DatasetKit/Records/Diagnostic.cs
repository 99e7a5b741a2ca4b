namespace DatasetKit;

/// <summary>A fault that a reader, a format or a rule can find: its stable code and its documentation, written once.</summary>
/// <param name="Code">For example <c>DK9002</c>; never used for another fault.</param>
/// <param name="Name">The fault in kebab case, for example <c>short-row</c>.</param>
/// <param name="Severity">What it is by default.</param>
/// <param name="What">What is found, in one or two sentences.</param>
/// <param name="Why">Why it is bad for a dataset.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Diagnostic(string Code, string Name, Severity Severity, string What, string Why, string Remedy)
{
    /// <summary>A small input that has the fault; null where none can be written down, as for a full disk.</summary>
    public string? Example { get; init; }

    /// <summary>The code and the name.</summary>
    public override string ToString() => $"{Code} {Name}";
}
