namespace DatasetKit.Processing;

/// <summary>Findings by file and code: how many, and the first few whole.</summary>
internal sealed class FindingSummary
{
    /// <summary>So many findings of a code and file are kept whole.</summary>
    public const int Shown = 3;

    private readonly Dictionary<string, List<FindingGroup>> _byFile = new(StringComparer.Ordinal);
    private readonly List<FindingGroup> _order = [];

    public IReadOnlyList<FindingGroup> Groups => _order;

    /// <summary>Told of each finding, with its number in its group; for printing at once.</summary>
    public Action<Finding, long>? OnFinding { get; set; }

    public void Add(Finding finding)
    {
        var group = Find(finding);
        group.Add(finding, Shown);
        OnFinding?.Invoke(finding, group.Count);
    }

    private FindingGroup Find(Finding finding)
    {
        // An example made in memory may have no location at all.
        var file = finding.Location.File ?? string.Empty;
        if (!_byFile.TryGetValue(file, out var groups))
        {
            _byFile.Add(file, groups = []);
        }

        foreach (var known in groups)
        {
            if (known.Severity == finding.Severity && known.Diagnostic.Code == finding.Code)
            {
                return known;
            }
        }

        var group = new FindingGroup(file, finding.Diagnostic, finding.Severity);
        groups.Add(group);
        _order.Add(group);
        return group;
    }
}
