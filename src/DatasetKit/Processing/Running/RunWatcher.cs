namespace DatasetKit.Processing;

/// <summary>Somebody who wants to see a run while it goes on.</summary>
internal sealed class RunWatcher
{
    /// <summary>Called after each batch.</summary>
    public Action<InputReport>? OnProgress { get; init; }

    /// <summary>Called for each finding, with its number among its kind and file.</summary>
    public Action<Finding, long>? OnFinding { get; init; }
}
