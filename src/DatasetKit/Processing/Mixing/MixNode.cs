using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>
/// Examples of several datasets in given parts, shuffled. What is not taken is counted as filtered, what is taken again as added.
/// </summary>
internal sealed class MixNode(IReadOnlyList<Node> parents, IReadOnlyList<MixShare> shares, MixOptions options) : Node
{
    public override IEnumerable<string> Inputs => parents.SelectMany(parent => parent.Inputs);

    public override bool KeepsExamples => parents.Any(parent => parent.KeepsExamples);

    public override void Run(Run run, ExampleSink sink)
    {
        var held = new List<HeldExamples>();
        try
        {
            foreach (var parent in parents)
            {
                var examples = new HeldExamples(run, parents.Count);
                held.Add(examples);
                var keys = new RandomKeys(options.Seed).Other(held.Count);
                parent.Run(run, new HoldSink(examples, (_, index) => keys[index]));
            }

            RefuseEmpty(held);
            Mix(run, sink, held);
        }
        finally
        {
            held.ForEach(examples => examples.Dispose());
        }
    }

    private void RefuseEmpty(List<HeldExamples> held)
    {
        var empty = held.FindIndex(examples => examples.Count == 0);
        if (empty >= 0 && shares[empty].Weight is not null)
        {
            throw new DatasetKitException($"{string.Join(", ", parents[empty].Inputs)}: no example is left to be mixed; leave the source out, or look at what rejects its records");
        }
    }

    private void Mix(Run run, ExampleSink sink, List<HeldExamples> held)
    {
        var left = MixPlan.Counts([.. held.Select(examples => (long)examples.Count)], shares, options);
        var hands = held.ConvertAll(examples => new MixHand(examples, run));
        var total = left.Sum();
        var random = new RandomKeys(options.Seed).Other(0);
        var open = true;
        for (var place = 0L; open && total > 0; place++, total--)
        {
            // Each order of the sources is equally likely when each is drawn by what it has left.
            var drawn = (long)(random.Fraction(place) * total);
            var source = 0;
            while (drawn >= left[source])
            {
                drawn -= left[source++];
            }

            left[source]--;
            open = sink.Accept(hands[source].Next());
        }

        hands.ForEach(hand => hand.Leave());
    }
}
