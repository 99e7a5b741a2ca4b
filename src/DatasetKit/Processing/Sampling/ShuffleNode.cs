using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>All examples in a random order, the same for the same seed.</summary>
internal sealed class ShuffleNode(Node parent, long seed) : Node
{
    public override IEnumerable<string> Inputs => parent.Inputs;

    public override bool KeepsExamples => parent.KeepsExamples;

    public override void Run(Run run, ExampleSink sink)
    {
        using var held = new HeldExamples(run);
        var keys = new RandomKeys(seed);
        parent.Run(run, new HoldSink(held, (_, index) => keys[index]));
        held.ByKey().Select(item => item.Example).PassOn(run, sink);
    }
}
