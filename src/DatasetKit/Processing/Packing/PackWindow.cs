namespace DatasetKit.Processing;

/// <summary>The examples that are packed together.</summary>
internal sealed class PackWindow(PackOptions options)
{
    /// <summary>What an example costs beside its tokens, in tokens: its two arrays and their owner.</summary>
    private const int Overhead = 32;

    private readonly List<TokenizedExample> _examples = [];
    private long _size;

    public bool IsFull => _size >= options.Window;

    public void Add(TokenizedExample example)
    {
        _examples.Add(example);
        _size += example.Ids.Count + Overhead;
    }

    /// <summary>Takes everything out: bins in the order they were opened, in each the examples in the order they came.</summary>
    public List<List<TokenizedExample>> Pack()
    {
        var order = new int[_examples.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        if (options.Strategy != PackStrategy.InOrder)
        {
            // Equal lengths in the order they came: the same input gives the same bins.
            Array.Sort(order, (a, b) => _examples[b].Ids.Count.CompareTo(_examples[a].Ids.Count) is not 0 and var longer ? longer : a.CompareTo(b));
        }

        var bins = Bins.For(options.Strategy, options.Length, order.Length);
        var binOf = new int[order.Length];
        foreach (var example in order)
        {
            binOf[example] = bins.Place(_examples[example].Ids.Count);
        }

        var packed = new List<List<TokenizedExample>>();
        for (var i = 0; i < binOf.Length; i++)
        {
            while (packed.Count <= binOf[i])
            {
                packed.Add([]);
            }

            packed[binOf[i]].Add(_examples[i]);
        }

        _examples.Clear();
        _size = 0;
        return packed;
    }
}
