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
    internal BuildReport Count(IReadOnlyList<TokenStatistics> statistics, string path, WriteOptions options, RunWatcher watcher, CancellationToken cancellationToken) =>
        DatasetWriter.Write(
            _node,
            [path],
            verbatim: false,
            options,
            watcher,
            (run, writers) =>
            {
                _node.Run(run, new CountSink(run, statistics, new PerExampleCounts(writers[0])));
                return [run.Ledger.Written];
            },
            cancellationToken);

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
