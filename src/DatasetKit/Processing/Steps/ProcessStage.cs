namespace DatasetKit.Processing;

/// <summary>Does what a function says with each example.</summary>
internal sealed class ProcessStage(Run run, Func<Example, Outcome> work, ExampleSink next) : ExampleSink
{
    public override bool Accept(Example example)
    {
        var outcome = work(example);
        if (outcome.Warning is { } warning)
        {
            run.Warn(warning);
        }

        if (outcome.Single is { } single)
        {
            return next.Accept(single);
        }

        if (outcome.Fault is { } fault)
        {
            run.Reject(fault);
            return true;
        }

        var parts = outcome.PartsLeftOut;
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0)
            {
                run.Added();
            }

            run.Filtered(example, parts[i]);
        }

        return outcome.Several is { Count: > 0 } several ? PassOn(several, parts.Count == 0)
            : parts.Count > 0 || LeaveOut(example, outcome.Reason ?? "nothing left");
    }

    private bool LeaveOut(Example example, string reason)
    {
        run.Filtered(example, reason);
        return true;
    }

    private bool PassOn(IReadOnlyList<Example> several, bool isFirst)
    {
        for (var i = 0; i < several.Count; i++)
        {
            if (i > 0 || !isFirst)
            {
                run.Added();
            }

            if (!next.Accept(several[i]))
            {
                return false;
            }
        }

        return true;
    }
}
