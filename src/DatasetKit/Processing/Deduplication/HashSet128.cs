using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>A set of hashes that only grows: 16 bytes a hash and as many free, without an object for each.</summary>
internal sealed class HashSet128
{
    private ulong[] _low = new ulong[1024];
    private ulong[] _high = new ulong[1024];

    public int Count { get; private set; }

    public bool Contains(Hash128 hash) => IsTaken(Find(hash));

    /// <summary>Adds a hash; false when it is there already.</summary>
    public bool Add(Hash128 hash)
    {
        var at = Find(hash);
        if (IsTaken(at))
        {
            return false;
        }

        (_low[at], _high[at]) = Valid(hash);
        Count++;
        if (Count * 2L > _low.Length)
        {
            Grow();
        }

        return true;
    }

    // Zero is a free place, so the hash of two zeros is taken for its neighbour: as likely as any other collision of 128 bits.
    private static (ulong Low, ulong High) Valid(Hash128 hash) => (hash.Low, hash.Low == 0 && hash.High == 0 ? 1 : hash.High);

    private bool IsTaken(int at) => (_low[at] | _high[at]) != 0;

    private int Find(Hash128 hash)
    {
        var (low, high) = Valid(hash);
        var mask = _low.Length - 1;
        var at = (int)low & mask;
        while (IsTaken(at) && (_low[at] != low || _high[at] != high))
        {
            at = (at + 1) & mask;
        }

        return at;
    }

    private void Grow()
    {
        var (low, high) = (_low, _high);
        (_low, _high) = (new ulong[low.Length * 2], new ulong[low.Length * 2]);
        for (var i = 0; i < low.Length; i++)
        {
            if ((low[i] | high[i]) != 0)
            {
                var at = Find(new Hash128(low[i], high[i]));
                (_low[at], _high[at]) = (low[i], high[i]);
            }
        }
    }
}
