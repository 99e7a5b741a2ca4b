namespace DatasetKit.Processing;

/// <summary>Findings by file and code: how many, and the first few whole.</summary>
internal sealed class FindingSummary
{
    /// <summary>So many findings of a code and file are kept whole.</summary>
    public const int Shown = 3;

    private readonly Dictionary<(string File, string Code, Severity Severity), FindingGroup> _groups = [];
    private readonly List<FindingGroup> _order = [];

    public IReadOnlyList<FindingGroup> Groups => _order;

    /// <summary>Told of each finding, with its number in its group; for printing at once.</summary>
    public Action<Finding, long>? OnFinding { get; set; }

    public void Add(Finding finding)
    {
        var key = (finding.Location.File, finding.Code, finding.Severity);
        if (!_groups.TryGetValue(key, out var group))
        {
            group = new FindingGroup(finding.Location.File, finding.Diagnostic, finding.Severity);
            _groups.Add(key, group);
            _order.Add(group);
        }

        group.Add(finding, Shown);
        OnFinding?.Invoke(finding, group.Count);
    }
}
