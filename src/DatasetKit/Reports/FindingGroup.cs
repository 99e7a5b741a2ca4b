namespace DatasetKit;

/// <summary>All findings of one code in one file.</summary>
public sealed class FindingGroup
{
    private readonly List<Finding> _first = [];

    internal FindingGroup(string file, Diagnostic diagnostic, Severity severity)
    {
        File = file;
        Diagnostic = diagnostic;
        Severity = severity;
    }

    /// <summary>The input.</summary>
    public string File { get; }

    /// <summary>The kind of fault.</summary>
    public Diagnostic Diagnostic { get; }

    /// <summary>How much it matters here.</summary>
    public Severity Severity { get; }

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The first three of them.</summary>
    public IReadOnlyList<Finding> First => _first;

    internal void Add(Finding finding, int shown)
    {
        Count++;
        if (_first.Count < shown)
        {
            _first.Add(finding);
        }
    }
}
