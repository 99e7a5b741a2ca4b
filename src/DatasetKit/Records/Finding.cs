namespace DatasetKit;

/// <summary>One fault found in one place.</summary>
/// <param name="Diagnostic">What kind of fault.</param>
/// <param name="Severity">How much it matters here.</param>
/// <param name="Location">Where.</param>
/// <param name="Field">The field as a name or a JSON pointer; null when the record as a whole is meant.</param>
/// <param name="Message">What was found, what was expected, and what to do.</param>
public sealed record Finding(Diagnostic Diagnostic, Severity Severity, SourceLocation Location, string? Field, string Message)
{
    /// <summary>The code of the fault.</summary>
    public string Code => Diagnostic.Code;

    /// <summary><c>data.csv:3:14: error DK9003 [output]: message</c>.</summary>
    public override string ToString()
    {
        var level = Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" };
        return $"{Location}: {level} {Code}{(Field is null ? string.Empty : $" [{Field}]")}: {Message}";
    }
}
