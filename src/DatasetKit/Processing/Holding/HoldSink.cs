namespace DatasetKit.Processing;

/// <summary>Holds every example, with a key made of it and its number.</summary>
internal sealed class HoldSink(HeldExamples held, Func<Example, int, ulong> key) : ExampleSink
{
    public override bool Accept(Example example)
    {
        held.Add(example, key(example, held.Count));
        return true;
    }
}
