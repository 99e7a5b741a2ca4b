using DatasetKit.Validation;

namespace DatasetKit.Processing;

/// <summary>Counts each example in every way that was asked for, in one pass.</summary>
internal sealed class CountSink(Run run, IReadOnlyList<TokenStatistics> statistics, PerExampleCounts? perExample) : ExampleSink
{
    private readonly bool[] _saidStop = new bool[statistics.Count];
    private readonly TokenCount[] _counts = new TokenCount[statistics.Count];
    private readonly Action<string, int>[] _onField = [.. statistics.Select(s => (Action<string, int>)s.AddField)];

    public override bool Accept(Example example)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] = statistics[i].Counter is TextCounter texts ? texts.Count(example, _onField[i]) : statistics[i].Counter.Count(example);
            if (_counts[i].Problem is { } problem)
            {
                run.Reject(new Finding(TokenDiagnostics.NotCountable, Severity.Error, example.Source, null, problem));
                return true;
            }

            StopTokenCheck.Report(run, statistics[i].Counter, example, ref _saidStop[i]);
        }

        for (var i = 0; i < _counts.Length; i++)
        {
            statistics[i].Add(example, _counts[i]);
        }

        perExample?.Write(example, statistics, _counts);
        run.Input.Written++;
        return true;
    }
}
