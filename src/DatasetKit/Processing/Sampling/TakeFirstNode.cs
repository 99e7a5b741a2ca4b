namespace DatasetKit.Processing;

/// <summary>The first so many examples of an order, of each group by itself, in the order they came in; the others are counted as filtered.</summary>
/// <param name="parent">Where the examples come from.</param>
/// <param name="group">The group of an example.</param>
/// <param name="counts">How many of a group are kept; null for all.</param>
/// <param name="key">What is compared.</param>
/// <param name="order">The order.</param>
internal sealed class TakeFirstNode<TKey>(Node parent, Func<Example, string> group, Func<string, int?> counts, Func<Example, TKey> key, IComparer<TKey> order) : Node
{
    public override IEnumerable<string> Inputs => parent.Inputs;

    public override bool KeepsExamples => true;

    public override void Run(Run run, ExampleSink sink)
    {
        using var held = new HeldExamples(run);
        var groups = new Dictionary<string, Group>(StringComparer.Ordinal);
        var isChosen = new List<bool>();
        parent.Run(run, new HoldSink(held, (example, place) =>
        {
            var name = group(example);
            if (!groups.TryGetValue(name, out var own))
            {
                groups[name] = own = new Group(counts(name), order);
            }

            isChosen.Add(true);
            if (own.Add(key(example), place) is { } loser)
            {
                isChosen[loser] = false;
            }

            return 0;
        }));

        var at = 0;
        var open = true;
        foreach (var example in held.InOrder())
        {
            if (isChosen[at++] && open)
            {
                open = sink.Accept(example);
            }
            else
            {
                run.Filtered(example, "not among the first");
            }
        }
    }

    /// <summary>Those of a group that are kept so far; the last of them is on top, to give way to a better one.</summary>
    private sealed class Group(int? count, IComparer<TKey> order)
    {
        private readonly PriorityQueue<int, (TKey Key, int Place)> _first = new(Comparer<(TKey Key, int Place)>.Create(
            (a, b) => order.Compare(b.Key, a.Key) is not 0 and var by ? by : b.Place.CompareTo(a.Place)));

        /// <summary>Adds one; gives the place of the one that is out.</summary>
        public int? Add(TKey key, int place)
        {
            if (count is null)
            {
                return null;
            }

            _first.Enqueue(place, (key, place));
            return _first.Count > count ? _first.Dequeue() : null;
        }
    }
}
