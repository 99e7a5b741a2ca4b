namespace DatasetKit.Processing;

/// <summary>Held examples that come back in the order of a key: the same whatever fits into memory. 16 bytes an example stay in memory.</summary>
/// <param name="run">The run they belong to.</param>
/// <param name="sharers">How many such steps share the memory.</param>
internal sealed class HeldExamples(Run run, int sharers = 1) : IDisposable
{
    private readonly long _ceiling = Math.Max(1, run.HeldBytes / sharers);
    private readonly HeldLog _log = new(run, Math.Max(1, run.HeldBytes / sharers));
    private readonly List<ulong> _keys = [];
    private readonly List<long> _places = [];

    public int Count => _keys.Count;

    /// <summary>Holds an example under a key.</summary>
    public void Add(Example example, ulong key)
    {
        _places.Add(_log.Add(example));
        _keys.Add(key);
    }

    /// <summary>The key of an example by the number under which it was added.</summary>
    public ulong KeyOf(int index) => _keys[index];

    /// <summary>The examples in the order they were added.</summary>
    public IEnumerable<Example> InOrder() => _log.InOrder();

    /// <summary>The examples in the order of their keys, with the number under which each was added.</summary>
    public IEnumerable<(int Index, Example Example)> ByKey()
    {
        var keys = _keys.ToArray();
        var order = Enumerable.Range(0, keys.Length).ToArray();
        Array.Sort(keys, order);
        return ByRank(order);
    }

    /// <summary>The examples in any order of their numbers.</summary>
    public IEnumerable<(int Index, Example Example)> ByRank(int[] order) => _log.IsSpilled ? FromBuckets(order) : FromMemory(order);

    public void Dispose() => _log.Dispose();

    private IEnumerable<(int Index, Example Example)> FromMemory(int[] order)
    {
        foreach (var index in order)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            yield return (index, _log.At(_places[index]));
        }
    }

    private IEnumerable<(int Index, Example Example)> FromBuckets(int[] order)
    {
        // A quarter: the block of one bucket, and what is being written.
        using var buckets = new HeldBuckets(order, (_log.Bytes / Math.Max(1, _ceiling / 4)) + 1);
        foreach (var (block, length) in _log.Chunks())
        {
            buckets.Distribute(block, length);
        }

        foreach (var (rank, block, at) in buckets.InOrder())
        {
            run.Cancellation.ThrowIfCancellationRequested();
            yield return (order[rank], _log.At(block, at));
        }
    }
}
