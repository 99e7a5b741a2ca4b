namespace DatasetKit.Processing;

/// <summary>Hands each example to the sink of the part that a function names.</summary>
internal sealed class PartSink(Run run, Func<Example, string?> part, IReadOnlyList<string> names, IReadOnlyList<ExampleSink> sinks) : ExampleSink
{
    public override bool Accept(Example example)
    {
        var name = part(example);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                sinks[i].Accept(example);
                return true;
            }
        }

        run.Filtered(example, "in no part");
        return true;
    }
}
