namespace DatasetKit.Processing;

/// <summary>Passes held examples on.</summary>
internal static class Replay
{
    /// <summary>Passes examples on until no more are wanted. The rest was read, so it is counted: as filtered.</summary>
    public static void PassOn(this IEnumerable<Example> examples, Run run, ExampleSink sink)
    {
        var open = true;
        foreach (var example in examples)
        {
            if (open)
            {
                open = sink.Accept(example);
            }
            else
            {
                run.Filtered(example, "not wanted any more");
            }
        }
    }
}
