using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>Runs that write nothing.</summary>
public sealed partial class Dataset
{
    /// <summary>Reads and checks everything; examples that pass are counted as written, although nothing is.</summary>
    internal BuildReport Check(RunWatcher watcher, CancellationToken cancellationToken) => Measure(run => new CountSink(run), watcher, cancellationToken);

    /// <summary>Counts the tokens of all examples.</summary>
    internal (TokenStatistics Statistics, BuildReport Report) Count(Tokenizer tokenizer, RunWatcher watcher, CancellationToken cancellationToken)
    {
        var statistics = new TokenStatistics();
        return (statistics, Measure(run => new TokenSink(run, tokenizer, statistics), watcher, cancellationToken));
    }

    private BuildReport Measure(Func<Run, ExampleSink> sink, RunWatcher watcher, CancellationToken cancellationToken)
    {
        var run = new Run(cancellationToken) { KeepsExamples = _node.KeepsExamples, OnProgress = watcher.OnProgress };
        run.Findings.OnFinding = watcher.OnFinding;
        _node.Run(run, sink(run));
        return run.ToReport();
    }

    private sealed class CountSink(Run run) : ExampleSink
    {
        public override bool Accept(Example example)
        {
            run.Input.Written++;
            return true;
        }
    }

    private sealed class TokenSink(Run run, Tokenizer tokenizer, TokenStatistics statistics) : ExampleSink
    {
        private readonly TokenCounter _counter = new(tokenizer);
        private readonly Action<string, int> _onField = statistics.AddField;

        public override bool Accept(Example example)
        {
            statistics.Add(_counter.Count(example, _onField), example.Source);
            run.Input.Written++;
            return true;
        }
    }
}
