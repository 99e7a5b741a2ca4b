namespace DatasetKit;

/// <summary>What a run did: every record is accounted for.</summary>
public sealed class BuildReport
{
    internal BuildReport(
        IReadOnlyList<InputReport> inputs,
        IReadOnlyList<OutputReport> outputs,
        Ledger ledger,
        IReadOnlyList<FindingGroup> findings,
        IReadOnlyList<Loss> losses,
        string? rejectsPath)
    {
        Inputs = inputs;
        Outputs = outputs;
        Ledger = ledger;
        Findings = findings;
        Losses = losses;
        RejectsPath = rejectsPath;
    }

    /// <summary>The inputs in the order they were read.</summary>
    public IReadOnlyList<InputReport> Inputs { get; }

    /// <summary>The files that were written.</summary>
    public IReadOnlyList<OutputReport> Outputs { get; }

    /// <summary>What became of all records together.</summary>
    public Ledger Ledger { get; }

    /// <summary>Rejects and warnings by file and code.</summary>
    public IReadOnlyList<FindingGroup> Findings { get; }

    /// <summary>What the target could not hold, by field; empty when nothing was lost.</summary>
    public IReadOnlyList<Loss> Losses { get; }

    /// <summary>The rejects file; null when nothing was rejected.</summary>
    public string? RejectsPath { get; }

    /// <summary>What each named step did, in the order of the work; empty when no step was named.</summary>
    public IReadOnlyList<StepReport> Steps { get; internal init; } = [];

    /// <summary>Whether every record was written or left out on purpose.</summary>
    public bool IsClean => Ledger.Rejected == 0;
}
