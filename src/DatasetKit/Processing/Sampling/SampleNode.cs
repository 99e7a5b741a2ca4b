using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>So many examples chosen at random, in the order they came in; the others are counted as filtered.</summary>
/// <remarks>
/// Each example has a random key, and those with the smallest keys are chosen. An example whose key is above the largest of those chosen
/// so far cannot become one of them, so few more are held than are wanted.
/// </remarks>
internal sealed class SampleNode(Node parent, int count, long seed) : Node
{
    public override IEnumerable<string> Inputs => parent.Inputs;

    public override bool KeepsExamples => parent.KeepsExamples;

    public override void Run(Run run, ExampleSink sink)
    {
        using var held = new HeldExamples(run);
        var chosen = new Chosen(run, held, count, new RandomKeys(seed));
        parent.Run(run, chosen);
        var open = true;
        foreach (var example in held.InOrder())
        {
            if (open && chosen.Contains(held.KeyOf(chosen.Passed++)))
            {
                open = sink.Accept(example);
            }
            else
            {
                run.Filtered(example, "not sampled");
            }
        }
    }

    private sealed class Chosen(Run run, HeldExamples held, int count, RandomKeys keys) : ExampleSink
    {
        // The largest on top.
        private readonly PriorityQueue<ulong, ulong> _smallest = new(Comparer<ulong>.Create((a, b) => b.CompareTo(a)));
        private long _seen;

        /// <summary>How many held examples were looked at again.</summary>
        public int Passed { get; set; }

        public bool Contains(ulong key) => _smallest.Count > 0 && key <= _smallest.Peek();

        public override bool Accept(Example example)
        {
            var key = keys[_seen++];
            if (_smallest.Count < count)
            {
                _smallest.Enqueue(key, key);
            }
            else if (count == 0 || key > _smallest.Peek())
            {
                run.Filtered(example, "not sampled");
                return true;
            }
            else
            {
                _smallest.EnqueueDequeue(key, key);
            }

            held.Add(example, key);
            return true;
        }
    }
}
