namespace DatasetKit.Processing;

/// <summary>A step of a dataset's plan. Running it pushes examples into a sink, one at a time and in order.</summary>
internal abstract class Node
{
    public abstract IEnumerable<string> Inputs { get; }

    /// <summary>Whether examples pass through code of the user's, or a step that holds on to them.</summary>
    public abstract bool KeepsExamples { get; }

    /// <summary>Pushes all examples; stops when the sink wants no more.</summary>
    public abstract void Run(Run run, ExampleSink sink);
}

/// <summary>Takes examples one at a time.</summary>
internal abstract class ExampleSink
{
    /// <summary>Takes an example; false when no more are wanted.</summary>
    public abstract bool Accept(Example example);
}

/// <summary>A verb applied to a dataset.</summary>
/// <param name="parent">What it is applied to.</param>
/// <param name="keeps">Whether the worker may hold on to examples.</param>
/// <param name="stage">Makes the worker of one run, given what comes after it.</param>
internal sealed class StageNode(Node parent, bool keeps, Func<Run, ExampleSink, ExampleSink> stage) : Node
{
    public override IEnumerable<string> Inputs => parent.Inputs;

    public override bool KeepsExamples => keeps || parent.KeepsExamples;

    public override void Run(Run run, ExampleSink sink) => parent.Run(run, stage(run, sink));
}

/// <summary>One dataset after another.</summary>
internal sealed class ConcatNode(Node first, Node second) : Node
{
    public override IEnumerable<string> Inputs => first.Inputs.Concat(second.Inputs);

    public override bool KeepsExamples => first.KeepsExamples || second.KeepsExamples;

    public override void Run(Run run, ExampleSink sink)
    {
        var gate = new Gate(sink);
        first.Run(run, gate);
        if (gate.IsOpen)
        {
            second.Run(run, gate);
        }
    }

    /// <summary>Remembers that the sink wants no more, so that the second dataset is not begun.</summary>
    private sealed class Gate(ExampleSink next) : ExampleSink
    {
        public bool IsOpen { get; private set; } = true;

        public override bool Accept(Example example) => IsOpen = next.Accept(example);
    }
}

/// <summary>Examples that are in memory.</summary>
internal sealed class MemorySource(IEnumerable<Example> examples) : Node
{
    public override IEnumerable<string> Inputs => [];

    public override bool KeepsExamples => true;

    public override void Run(Run run, ExampleSink sink)
    {
        var input = run.BeginInput(new InputReport { Name = "memory", Container = "memory" });
        foreach (var example in examples)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            run.BeginRecord();
            run.Current = default;
            if (!sink.Accept(example))
            {
                return;
            }
        }
    }
}
