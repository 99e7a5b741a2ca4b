using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>One run over a dataset: its counts, its findings, and where rejected records go.</summary>
internal sealed class Run(CancellationToken cancellation)
{
    /// <summary>Why a record that its format left out is not there.</summary>
    public const string NoExample = "no example";

    private readonly List<InputReport> _inputs = [];
    private readonly List<StepReport> _steps = [];

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Whether a reject is thrown instead of counted: there is no report to put it in.</summary>
    public bool ThrowOnReject { get; init; }

    /// <summary>What the examples are going to be used for; null when nothing is written, and each is taken for what its own record is for.</summary>
    public ExamplePurpose? Purpose { get; init; }

    /// <summary>Whether somebody may hold on to an example after its turn; then blocks are never used again.</summary>
    public bool KeepsExamples { get; init; } = true;

    /// <summary>Bytes of examples that a step which needs all of them holds in memory at most; the rest is in a temporary file. 256 MiB.</summary>
    public long HeldBytes { get; init; } = 256L << 20;

    /// <summary>Keys that a deduplication holds in memory at most: 8,388,608, which take 256 MiB.</summary>
    public int HeldKeys { get; init; } = 1 << 23;

    /// <summary>Takes rejected records; null when nobody wants them.</summary>
    public RejectsWriter? Rejects { get; init; }

    /// <summary>Takes records that were left out on purpose; null when nobody wants them.</summary>
    public DroppedWriter? Dropped { get; init; }

    /// <summary>The named step that the current example is in; null outside.</summary>
    public StepReport? Step { get; set; }

    /// <summary>More rejects than this end the run.</summary>
    public long? MaxRejects { get; init; }

    /// <summary>The record that is on its way through the stages.</summary>
    public CurrentRecord Current { get; set; }

    public IReadOnlyList<InputReport> Inputs => _inputs;

    public FindingSummary Findings { get; } = new();

    public LossTable Losses { get; } = new();

    /// <summary>Told after each batch; for progress.</summary>
    public Action<InputReport>? OnProgress { get; init; }

    /// <summary>The input that the current record is of.</summary>
    public InputReport Input { get; private set; } = null!;

    /// <summary>Whether examples are to carry their records as they stood.</summary>
    public bool KeepsVerbatim { get; init; }

    public Ledger Ledger
    {
        get
        {
            var sum = default(Ledger);
            foreach (var input in _inputs)
            {
                sum += input.Ledger;
            }

            return sum;
        }
    }

    public InputReport BeginInput(InputReport input)
    {
        _inputs.Add(input);
        Input = input;
        return input;
    }

    /// <summary>A record that was held back is on its way again.</summary>
    public void Resume(InputReport input, CurrentRecord current) => (Input, Current) = (input, current);

    /// <summary>The current record is not in the output because another is equal.</summary>
    public void Duplicate(Example example, ExampleKey key)
    {
        Input.Duplicates++;
        Drop(example, "duplicate " + key.Name);
    }

    /// <summary>The current record is not in the output because somebody asked for it.</summary>
    /// <param name="example">The example; null when the record made none.</param>
    /// <param name="reason">Why, in words that are the same for all of the kind.</param>
    public void Filtered(Example? example, string reason)
    {
        Input.Filtered++;
        Drop(example, reason);
    }

    /// <summary>The current record gives one more example.</summary>
    public void Added()
    {
        Input.Added++;
        if (Step is { } step)
        {
            step.Added++;
        }
    }

    /// <summary>The next record of the input was found.</summary>
    public void BeginRecord()
    {
        Input.Read++;
        if (Step is { } step)
        {
            step.Read++;
        }
    }

    /// <summary>All records of the input that were counted as filtered are in other examples.</summary>
    public void Regroup(long merged)
    {
        Step?.Drop(NoExample, -Input.Filtered);
        Input.Filtered = 0;
        Input.Merged += merged;
        if (Step is { } step)
        {
            step.Merged += merged;
        }
    }

    /// <summary>A step is over.</summary>
    public void AddStep(StepReport step) => _steps.Add(step);

    /// <summary>The current record is not in the output because of a fault.</summary>
    public void Reject(Finding finding)
    {
        if (ThrowOnReject)
        {
            throw new RecordException(finding);
        }

        Input.Rejected++;
        if (Step is { } step)
        {
            step.Rejected++;
        }

        Findings.Add(finding);
        Rejects?.Write(finding, Current);
        if (MaxRejects is { } most && Ledger.Rejected > most)
        {
            throw new TooManyRejectsException($"more than {most} records were rejected, the last for {finding}; nothing was published (--max-rejects)");
        }
    }

    /// <summary>What was done, once it is done.</summary>
    public BuildReport ToReport(IReadOnlyList<OutputReport> outputs, string? rejectsPath) =>
        new(_inputs, outputs, Ledger, Findings.Groups, Losses.All, rejectsPath) { Steps = _steps };

    /// <summary>What was found, when nothing was written.</summary>
    public BuildReport ToReport() => new(_inputs, [], Ledger, Findings.Groups, Losses.All, null);

    /// <summary>Something odd that keeps its record.</summary>
    public void Warn(Finding finding) => Findings.Add(finding);

    private void Drop(Example? example, string reason)
    {
        Step?.Drop(reason);
        Dropped?.Write(Step?.Name, reason, example?.Source ?? default, Current);
    }
}
