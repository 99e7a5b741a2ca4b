using DatasetKit.IO;
using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>Where examples go.</summary>
public sealed partial class Dataset
{
    /// <summary>
    /// Writes all examples. The container follows from the path: <c>.json</c> is an array, <c>.csv</c> and <c>.tsv</c> are tables, all
    /// else is JSON Lines, <c>.gz</c> compresses. The file appears whole or not at all.
    /// </summary>
    /// <param name="path">The output, or <c>-</c> for standard output.</param>
    /// <param name="format">The format of its records.</param>
    /// <param name="options">How it is written; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the run; nothing is published.</param>
    /// <returns>What became of every record.</returns>
    /// <exception cref="OutputException">The output exists, is an input, or cannot be written.</exception>
    /// <exception cref="InputException">An input as a whole cannot be read.</exception>
    /// <exception cref="LossException">Something would be lost and <see cref="WriteOptions.Lossless"/> is set.</exception>
    /// <exception cref="TooManyRejectsException">More records were rejected than allowed.</exception>
    public Task<BuildReport> WriteAsync(string path, RecordFormat format, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(format);
        return Task.Run(() => Write(path, format, options ?? WriteOptions.Default, new RunWatcher(), cancellationToken), CancellationToken.None);
    }

    /// <summary>Writes on the calling thread, telling <paramref name="watcher"/> what happens.</summary>
    internal BuildReport Write(string path, RecordFormat format, WriteOptions options, RunWatcher watcher, CancellationToken cancellationToken)
    {
        using var outputs = BuildOutputs.Open(path, Inputs, options);
        var run = new Run(cancellationToken) { KeepsExamples = _node.KeepsExamples, Rejects = outputs.Rejects, MaxRejects = options.MaxRejects, OnProgress = watcher.OnProgress };
        run.Findings.OnFinding = watcher.OnFinding;
        using var writer = RecordWriter.For(outputs.Data, options, run.Warn);
        outputs.WarnOfLeftovers(run);
        _node.Run(run, new WriteSink(run, format, writer, options.Extra));
        writer.Finish();
        cancellationToken.ThrowIfCancellationRequested();
        var report = run.ToReport(path, outputs.RejectsPath, outputs.Data.BytesWritten);
        Refuse(report, options);
        outputs.Publish();
        return report;
    }

    private static void Refuse(BuildReport report, WriteOptions options)
    {
        var ledger = report.Ledger;
        if (options.Lossless && report.Losses.Count > 0)
        {
            var losses = string.Join(", ", report.Losses.Select(l => $"{l.Field} in {l.Count} (first {l.First})"));
            throw new LossException($"the format cannot hold {losses}; nothing was published (--lossless); --extra keep keeps it", report);
        }

        if (options.Lossless && report.Findings.FirstOrDefault(f => f.Diagnostic == StructureDiagnostics.CannotHold) is { } group)
        {
            throw new LossException($"the format cannot hold {group.Count} records, the first: {group.First[0]}; nothing was published (--lossless)", report);
        }

        if (options.MaxRejectShare is { } share && ledger.Rejected > share * ledger.Read)
        {
            throw new TooManyRejectsException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ledger.Rejected} of {ledger.Read} records were rejected, more than {share:P1}; nothing was published (--max-rejects)"));
        }
    }
}
