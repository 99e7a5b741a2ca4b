using System.Globalization;
using DatasetKit.Validation;

namespace DatasetKit.Processing;

/// <summary>Lets examples pass that fit a token budget, shortens the others as asked, and counts again what it has shortened.</summary>
internal sealed class LimitTokensStage(Run run, int limit, TokenCounter counter, Overflow overflow, ExampleSink next) : ExampleSink
{
    private bool _saidStop;
    private readonly Shortener _shortener = Shortener.For(overflow, counter, limit);

    public override bool Accept(Example example)
    {
        var count = counter.Count(example);
        if (count.Problem is { } problem)
        {
            return Reject(example, TokenDiagnostics.NotCountable, problem);
        }

        StopTokenCheck.Report(run, counter, example, ref _saidStop);
        if (count.Total <= limit)
        {
            return next.Accept(example);
        }

        var (shorter, _, what) = _shortener.Shorten(example, count);
        if (shorter is null)
        {
            return Reject(example, TokenDiagnostics.OverBudget, string.Create(CultureInfo.InvariantCulture, $"{count.Total} tokens ({counter}), the limit is {limit}; {what}"));
        }

        // Whatever a way of shortening believes: nothing that is over the limit is let through.
        var after = counter.Count(shorter);
        if (after.Problem is not null || after.Total > limit)
        {
            return Reject(example, TokenDiagnostics.OverBudget, string.Create(CultureInfo.InvariantCulture, $"{count.Total} tokens ({counter}), the limit is {limit}; without {what} it has {after.Total}"));
        }

        run.Warn(new Finding(
            overflow == Overflow.DropTurns ? TokenDiagnostics.TurnsDropped : TokenDiagnostics.TextCut,
            Severity.Warning,
            example.Source,
            null,
            string.Create(CultureInfo.InvariantCulture, $"{count.Total} tokens ({counter}), the limit is {limit}; left out {what}, {after.Total} are left")));
        return next.Accept(shorter);
    }

    private bool Reject(Example example, Diagnostic diagnostic, string message)
    {
        run.Reject(new Finding(diagnostic, Severity.Error, example.Source, null, message));
        return true;
    }
}
