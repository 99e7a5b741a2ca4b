namespace DatasetKit.Processing;

/// <summary>Held examples that come back in the order of a key: the same whatever fits into memory. 16 bytes an example stay in memory.</summary>
/// <param name="run">The run they belong to.</param>
/// <param name="sharers">How many such steps share the memory.</param>
internal sealed class HeldExamples(Run run, int sharers = 1) : IDisposable
{
    /// <summary>Examples that are looked at before the first of them is taken: memory far apart is fetched for all of them at once, not for one after the other.</summary>
    private const int Ahead = 16;

    private readonly long _ceiling = Math.Max(1, run.HeldBytes / sharers);
    private readonly HeldLog _log = new(run, Math.Max(1, run.HeldBytes / sharers));
    private readonly List<Held> _held = [];
    private int _warmth;

    public int Count => _held.Count;

    /// <summary>Holds an example under a key.</summary>
    public void Add(Example example, ulong key) => _held.Add(new Held(key, _log.Add(example)));

    /// <summary>The key of an example by the number under which it was added.</summary>
    public ulong KeyOf(int index) => _held[index].Key;

    /// <summary>The examples in the order they were added.</summary>
    public IEnumerable<Example> InOrder() => _log.InOrder();

    /// <summary>The examples in the order of their keys, which are random and all different, with the number under which each was added.</summary>
    public IEnumerable<(int Index, Example Example)> ByKey()
    {
        var keys = new ulong[Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = _held[i].Key;
        }

        return ByRank(KeyOrder.Of(keys));
    }

    /// <summary>The examples in any order of their numbers.</summary>
    public IEnumerable<(int Index, Example Example)> ByRank(int[] order) => _log.IsSpilled ? FromBuckets(order) : FromMemory(order);

    public void Dispose() => _log.Dispose();

    private IEnumerable<(int Index, Example Example)> FromMemory(int[] order)
    {
        var places = new long[Math.Min(Ahead, order.Length)];
        for (var first = 0; first < order.Length; first += Ahead)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(Ahead, order.Length - first);
            for (var i = 0; i < count; i++)
            {
                places[i] = _held[order[first + i]].Place;
                _warmth += _log.FirstByte(places[i]);
            }

            for (var i = 0; i < count; i++)
            {
                yield return (order[first + i], _log.At(places[i]));
            }
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

    private readonly record struct Held(ulong Key, long Place);
}
