namespace DatasetKit.Processing;

/// <summary>
/// Verbs under a name. What enters them, leaves them and is left out by them is counted apart: whatever happens between the entry and the
/// exit happens in the step, also when examples are held back and come again.
/// </summary>
internal sealed class StepNode : Node
{
    private readonly string _name;
    private readonly Entry _entry;
    private readonly Node _inner;

    /// <param name="parent">What comes before the step.</param>
    /// <param name="name">The step's name.</param>
    /// <param name="inner">Makes the step's verbs, given where their examples come from.</param>
    public StepNode(Node parent, string name, Func<Node, Node> inner)
    {
        _name = name;
        _entry = new Entry(parent);
        _inner = inner(_entry);
    }

    public override IEnumerable<string> Inputs => _inner.Inputs;

    public override bool KeepsExamples => _inner.KeepsExamples;

    public override void Run(Run run, ExampleSink sink)
    {
        var outer = run.Step;
        var step = new StepReport(_name);
        _entry.Begin(outer, step);
        run.Step = step;
        _inner.Run(run, new Exit(run, outer, step, sink));
        run.Step = outer;
        outer?.Absorb(step);
        // Those before it have ended by now: the list is in the order of the work.
        run.AddStep(step);
    }

    private sealed class Entry(Node parent) : Node
    {
        private StepReport? _outer;
        private StepReport _step = null!;

        public override IEnumerable<string> Inputs => parent.Inputs;

        public override bool KeepsExamples => parent.KeepsExamples;

        public void Begin(StepReport? outer, StepReport step) => (_outer, _step) = (outer, step);

        public override void Run(Run run, ExampleSink sink)
        {
            run.Step = _outer;
            parent.Run(run, new EntrySink(run, _step, sink));
            run.Step = _step;
        }
    }

    private sealed class EntrySink(Run run, StepReport step, ExampleSink next) : ExampleSink
    {
        public override bool Accept(Example example)
        {
            var before = run.Step;
            run.Step = step;
            step.Read++;
            step.Entered++;
            var open = next.Accept(example);
            run.Step = before;
            return open;
        }
    }

    private sealed class Exit(Run run, StepReport? outer, StepReport step, ExampleSink next) : ExampleSink
    {
        public override bool Accept(Example example)
        {
            var before = run.Step;
            step.Kept++;
            run.Step = outer;
            var open = next.Accept(example);
            run.Step = before;
            return open;
        }
    }
}
