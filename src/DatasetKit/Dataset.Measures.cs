using DatasetKit.IO;
using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>Runs that write no examples.</summary>
public sealed partial class Dataset
{
    /// <summary>Reads and checks everything; examples that pass are counted as written, although nothing is.</summary>
    internal BuildReport Check(RunWatcher watcher, CancellationToken cancellationToken) => Measure(run => new PassSink(run), watcher, cancellationToken);

    /// <summary>Counts the tokens of all examples, in as many ways as there are statistics.</summary>
    internal BuildReport Count(IReadOnlyList<TokenStatistics> statistics, RunWatcher watcher, CancellationToken cancellationToken) =>
        Measure(run => new CountSink(run, statistics, null), watcher, cancellationToken);

    /// <summary>Counts the tokens of all examples and writes a record of counts for each.</summary>
    internal BuildReport Count(IReadOnlyList<TokenStatistics> statistics, string path, WriteOptions options, RunWatcher watcher, CancellationToken cancellationToken)
    {
        using var outputs = BuildOutputs.Open(path, Inputs, options);
        var run = new Run(cancellationToken) { KeepsExamples = _node.KeepsExamples, Rejects = outputs.Rejects, OnProgress = watcher.OnProgress };
        run.Findings.OnFinding = watcher.OnFinding;
        using var writer = RecordWriter.For(outputs.Data, options, run.Warn);
        outputs.WarnOfLeftovers(run);
        _node.Run(run, new CountSink(run, statistics, new PerExampleCounts(writer)));
        writer.Finish();
        cancellationToken.ThrowIfCancellationRequested();
        outputs.Publish();
        return run.ToReport(path, outputs.RejectsPath, outputs.Data.BytesWritten);
    }

    private BuildReport Measure(Func<Run, ExampleSink> sink, RunWatcher watcher, CancellationToken cancellationToken)
    {
        var run = new Run(cancellationToken) { KeepsExamples = _node.KeepsExamples, OnProgress = watcher.OnProgress };
        run.Findings.OnFinding = watcher.OnFinding;
        _node.Run(run, sink(run));
        return run.ToReport();
    }

    private sealed class PassSink(Run run) : ExampleSink
    {
        public override bool Accept(Example example)
        {
            run.Input.Written++;
            return true;
        }
    }
}
