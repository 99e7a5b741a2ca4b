namespace DatasetKit.Processing;

internal sealed class WhereStage(Run run, Func<Example, bool> predicate, ExampleSink next) : ExampleSink
{
    public override bool Accept(Example example)
    {
        if (predicate(example))
        {
            return next.Accept(example);
        }

        run.Filtered(example, "filtered");
        return true;
    }
}

internal sealed class SelectStage(Run run, Func<Example, Example?> selector, ExampleSink next) : ExampleSink
{
    public override bool Accept(Example example)
    {
        if (selector(example) is { } selected)
        {
            return next.Accept(selected);
        }

        run.Filtered(example, "left out");
        return true;
    }
}

internal sealed class TakeStage(Run run, int count, ExampleSink next) : ExampleSink
{
    private int _taken;

    public override bool Accept(Example example)
    {
        if (_taken >= count)
        {
            // Only when none were wanted at all: the example was read, so it must be accounted for.
            run.Filtered(example, "not wanted any more");
            return false;
        }

        _taken++;
        return next.Accept(example) && _taken < count;
    }
}
