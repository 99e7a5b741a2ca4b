namespace DatasetKit.Processing;

/// <summary>
/// The first example of each key, in their order; the others are counted as duplicates. An example without a key is kept. Examples pass at
/// once while the set of keys fits into memory; past that, those of unknown keys are held until all are seen.
/// </summary>
internal sealed class DeduplicateNode(Node parent, ExampleKey key) : Node
{
    public override IEnumerable<string> Inputs => parent.Inputs;

    public override bool KeepsExamples => parent.KeepsExamples;

    public override void Run(Run run, ExampleSink sink)
    {
        using var late = new LateKeys(run, key);
        var stage = new Stage(run, key, late, sink);
        parent.Run(run, stage);
        if (stage.IsOpen)
        {
            late.PassOn(sink);
        }
    }

    private sealed class Stage(Run run, ExampleKey key, LateKeys late, ExampleSink next) : ExampleSink
    {
        private readonly KeyBuffer _buffer = new();
        private readonly HashSet128 _seen = new();

        public bool IsOpen { get; private set; } = true;

        private bool IsFull => _seen.Count >= run.HeldKeys;

        public override bool Accept(Example example)
        {
            _buffer.Clear();
            if (!key.Append(_buffer, example))
            {
                return Pass(example, null);
            }

            var hash = _buffer.Hash;
            if (IsFull ? _seen.Contains(hash) : !_seen.Add(hash))
            {
                run.Duplicate(example, key);
                return true;
            }

            return Pass(example, hash);
        }

        private bool Pass(Example example, Internals.Hash128? hash)
        {
            // From the first example that is held, all that pass are: they keep their order.
            if (!IsFull)
            {
                return IsOpen = next.Accept(example);
            }

            late.Add(example, hash);
            return true;
        }
    }
}
