using System.Runtime.CompilerServices;
using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>A set of hashes that only grows: 16 bytes a place, of which a quarter is free at least, without an object for each.</summary>
internal sealed class HashSet128
{
    // Both words beside each other: a look at a place is one miss of the cache, not two.
    private Hash128[] _places = new Hash128[1024];

    public int Count { get; private set; }

    public bool Contains(Hash128 hash) => IsTaken(Find(Valid(hash)));

    /// <summary>Adds a hash; false when it is there already.</summary>
    public bool Add(Hash128 hash)
    {
        hash = Valid(hash);
        ref var place = ref Find(hash);
        if (IsTaken(place))
        {
            return false;
        }

        place = hash;
        Count++;
        if (Count > _places.Length / 4 * 3)
        {
            Grow();
        }

        return true;
    }

    // Zero is a free place, so the hash of two zeros is taken for its neighbour: as likely as any other collision of 128 bits.
    private static Hash128 Valid(Hash128 hash) => IsTaken(hash) ? hash : new Hash128(0, 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsTaken(in Hash128 place) => (place.Low | place.High) != 0;

    private ref Hash128 Find(Hash128 hash)
    {
        var places = _places;
        var mask = places.Length - 1;
        for (var at = (int)hash.Low & mask; ; at = (at + 1) & mask)
        {
            ref var place = ref places[at];
            if (!IsTaken(place) || place.Is(hash))
            {
                return ref place;
            }
        }
    }

    private void Grow()
    {
        var old = _places;
        _places = new Hash128[old.Length * (old.Length < 1 << 18 ? 4 : 2)];
        foreach (ref readonly var place in old.AsSpan())
        {
            if (IsTaken(place))
            {
                Find(place) = place;
            }
        }
    }
}
