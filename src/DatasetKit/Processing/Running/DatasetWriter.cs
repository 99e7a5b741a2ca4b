using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>One run that writes: opens the outputs, pushes the examples, and publishes all files or none.</summary>
internal static class DatasetWriter
{
    /// <param name="node">Where the examples come from.</param>
    /// <param name="paths">The outputs.</param>
    /// <param name="format">The format of their records.</param>
    /// <param name="options">How they are written.</param>
    /// <param name="watcher">Told what happens.</param>
    /// <param name="execute">Pushes examples into the sinks, one for each output.</param>
    /// <param name="cancellationToken">Stops the run; nothing is published.</param>
    public static BuildReport Write(
        Node node, IReadOnlyList<string> paths, RecordFormat format, WriteOptions options, RunWatcher watcher, Action<Run, IReadOnlyList<ExampleSink>> execute, CancellationToken cancellationToken) =>
        Write(
            node,
            paths,
            format is VerbatimFormat,
            options,
            watcher,
            (run, writers) =>
            {
                CountingSink[] sinks = [.. writers.Select(writer => CountingSink.For(run, format, writer, options.Extra))];
                execute(run, sinks);
                var counts = new long[sinks.Length];
                for (var i = 0; i < sinks.Length; i++)
                {
                    sinks[i].Finish();
                    counts[i] = sinks[i].Count;
                }

                return counts;
            },
            cancellationToken,
            purpose: format is VerbatimFormat ? null : format.Purpose);

    /// <summary>A run whose records are no examples.</summary>
    /// <param name="node">Where the examples come from.</param>
    /// <param name="paths">The outputs.</param>
    /// <param name="verbatim">Whether the bytes of records are wanted.</param>
    /// <param name="options">How the outputs are written.</param>
    /// <param name="watcher">Told what happens.</param>
    /// <param name="execute">Writes into the outputs, and says how many records each got.</param>
    /// <param name="cancellationToken">Stops the run; nothing is published.</param>
    /// <param name="open">Makes the writer of an output; null takes the container that its name says.</param>
    /// <param name="purpose">What the records are going to be for; null for what each was for.</param>
    public static BuildReport Write(
        Node node, IReadOnlyList<string> paths, bool verbatim, WriteOptions options, RunWatcher watcher, Func<Run, IReadOnlyList<RecordWriter>, IReadOnlyList<long>> execute, CancellationToken cancellationToken, Func<OutputFile, RecordWriter>? open = null, ExamplePurpose? purpose = null)
    {
        using var outputs = BuildOutputs.Open(paths, [.. node.Inputs], options);
        var run = new Run(cancellationToken)
        {
            KeepsExamples = node.KeepsExamples,
            KeepsVerbatim = verbatim,
            Rejects = outputs.Rejects,
            Dropped = outputs.Dropped,
            MaxRejects = options.MaxRejects,
            Purpose = purpose,
            OnProgress = watcher.OnProgress ?? options.OnProgress,
        };
        run.Findings.OnFinding = watcher.OnFinding ?? options.OnFinding;
        var writers = new List<RecordWriter>();
        try
        {
            foreach (var file in outputs.Data)
            {
                writers.Add(open is null ? RecordWriter.For(file, options, run.Warn) : open(file));
            }

            outputs.WarnOfLeftovers(run);
            var records = execute(run, writers);
            writers.ForEach(writer => writer.Finish());
            cancellationToken.ThrowIfCancellationRequested();
            int[] published = [.. Enumerable.Range(0, outputs.Data.Count).Where(i => !options.SkipEmpty || records[i] > 0)];
            var report = run.ToReport([.. published.Select(i => new OutputReport(outputs.Data[i].Path, records[i], outputs.Data[i].BytesWritten))], outputs.RejectsPath);
            Refuse(report, options);
            outputs.Publish([.. published.Select(i => outputs.Data[i])]);
            return report;
        }
        finally
        {
            writers.ForEach(writer => writer.Dispose());
        }
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
