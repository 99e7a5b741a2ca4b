using DatasetKit.Validation;

namespace DatasetKit;

/// <summary>What a rule is given beside the example: where to report, and room to decode text in. Not for several threads.</summary>
public sealed class RuleContext
{
    private readonly List<Finding> _findings = [];
    private readonly ExampleScan _scan;
    private byte[] _scratch = [];
    private SourceLocation _location;
    private readonly ExamplePurpose? _purpose;
    private Example? _seen;

    internal RuleContext(PromptTemplate? template = null, ExamplePurpose? purpose = null)
    {
        Template = template;
        _purpose = purpose;
        _scan = new ExampleScan(template?.SpecialTokens ?? []);
    }

    /// <summary>The template the example is going to be rendered with; null when none was chosen.</summary>
    public PromptTemplate? Template { get; }

    internal IReadOnlyList<Finding> Findings => _findings;

    /// <summary>The ids of the examples before this one: the only thing that is remembered between examples.</summary>
    internal SeenIds Ids { get; } = new();

    /// <summary>Reports a fault.</summary>
    /// <param name="diagnostic">The kind of fault.</param>
    /// <param name="field">The field as a name or a JSON pointer; null when the example as a whole is meant.</param>
    /// <param name="message">What was found, what was expected, and what to do.</param>
    /// <param name="severity">Null for the diagnostic's own.</param>
    public void Report(Diagnostic diagnostic, string? field, string message, Severity? severity = null)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        _findings.Add(new Finding(diagnostic, severity ?? diagnostic.Severity, _location, field, message));
    }

    /// <summary>A text's characters as UTF-8, without a copy where possible.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Good until the next call.</returns>
    public ReadOnlySpan<byte> Utf8(Text text) => text.Utf8(ref _scratch);

    internal void MoveTo(SourceLocation location)
    {
        _findings.Clear();
        _location = location;
        _seen = null;
    }

    /// <summary>The common look at an example; made once, whichever rule asks first.</summary>
    internal ExampleScan Look(Example example)
    {
        if (!ReferenceEquals(_seen, example))
        {
            _scan.Look(example, _purpose ?? example.Purpose);
            _seen = example;
        }

        return _scan;
    }
}
