using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DatasetKit.Tokenization;

/// <summary>
/// Byte-pair merging over any symbols: again and again the adjacent pair of the lowest rank, the leftmost of equals, becomes one. Few
/// symbols are scanned, many are kept in a heap, so the time grows with n log n.
/// </summary>
/// <remarks>One a thread, for its working arrays. Symbols are known by their first place, so nothing moves when two become one.</remarks>
internal sealed class SymbolMerge
{
    private const int PlaceBits = 7;
    private const int MaxScanned = 1 << PlaceBits;
    // Most pieces are far shorter: so that none that is a little longer than all before it takes new arrays.
    private const int Usual = 1 << 11;
    private const int Kept = 1 << 16;

    private int[] _ids = [];
    // Where each symbol starts, and behind the last where it ends.
    private int[] _starts = [];
    private int[] _next = [];
    private int[] _previous = [];
    private int[] _pairs = [];
    private int[] _results = [];
    // At first there is a pair a symbol at most; a merge takes one out and brings two in, and there are fewer merges than symbols.
    private long[] _heap = [];

    /// <summary>How many symbols there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The ids of the symbols.</summary>
    internal ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    /// <summary>How many bytes a symbol stands for.</summary>
    internal int LengthOf(int symbol) => _starts[symbol + 1] - _starts[symbol];

    /// <summary>Makes room for the symbols of a piece.</summary>
    internal void Begin(int most)
    {
        // What one huge piece took is given back at the next piece.
        if (_ids.Length < most || _ids.Length > Kept && most < Kept)
        {
            int length = most < Kept ? (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(most, Usual)) : most;
            _ids = new int[length];
            _starts = new int[length + 1];
            MakeRoom(length);
        }

        Count = 0;
        _starts[0] = 0;
    }

    /// <summary>Makes room for more symbols than a piece has bytes.</summary>
    internal void Reserve(int more)
    {
        if (Count + more > _ids.Length)
        {
            int length = _ids.Length * 2 + more;
            Array.Resize(ref _ids, length);
            Array.Resize(ref _starts, length + 1);
            MakeRoom(length);
        }
    }

    /// <summary>Adds a symbol.</summary>
    internal void Add(int id, int length)
    {
        Reserve(1);
        _ids[Count] = id;
        _starts[Count + 1] = _starts[Count] + length;
        Count++;
    }

    /// <summary>Adds bytes to the last symbol.</summary>
    internal void Lengthen(int length) => _starts[Count] += length;

    /// <summary>Merges as far as it goes.</summary>
    internal void Run<TRanks>(TRanks ranks)
        where TRanks : struct, IPairRanks, allows ref struct
    {
        if (Count < 2)
        {
            return;
        }

        for (int i = 0; i < Count; i++)
        {
            _next[i] = i + 1;
            _previous[i + 1] = i;
        }

        if (Count <= MaxScanned)
        {
            Scan(ranks);
        }
        else
        {
            Heap(ranks);
        }

        int kept = 0;
        for (int place = 0, end = Count; place < end; place = _next[place])
        {
            _ids[kept] = _ids[place];
            _starts[kept + 1] = _starts[_next[place]];
            kept++;
        }

        Count = kept;
    }

    private void MakeRoom(int length)
    {
        _next = new int[length + 1];
        _previous = new int[length + 1];
        _pairs = new int[length];
        _results = new int[length];
        _heap = new long[checked(length * 2)];
    }

    private void Scan<TRanks>(TRanks ranks)
        where TRanks : struct, IPairRanks, allows ref struct
    {
        int[] pairs = _pairs;
        int count = Count, last = count - 1;
        int vectors = (count + Vector128<int>.Count - 1) / Vector128<int>.Count;
        pairs.AsSpan(last..(vectors * Vector128<int>.Count)).Fill(RankTable.None);
        for (int i = 0; i < last; i++)
        {
            pairs[i] = PairAt(Find(ranks, i), i);
        }

        while (true)
        {
            int lowest = Lowest(MemoryMarshal.Cast<int, Vector128<int>>(pairs)[..vectors]);
            if (lowest == RankTable.None)
            {
                return;
            }

            int place = lowest & (MaxScanned - 1);
            pairs[_next[place]] = RankTable.None;
            Join(place);
            pairs[place] = _next[place] < count ? PairAt(Find(ranks, place), place) : RankTable.None;
            if (place > 0)
            {
                int before = _previous[place];
                pairs[before] = PairAt(Find(ranks, before), before);
            }
        }
    }

    private void Heap<TRanks>(TRanks ranks)
        where TRanks : struct, IPairRanks, allows ref struct
    {
        var heap = new MinHeap(_heap);
        int last = Count - 1;
        _pairs[last] = RankTable.None;
        for (int i = 0; i < last; i++)
        {
            Push(ref heap, _pairs[i] = Find(ranks, i), i);
        }

        while (heap.TryPop(out long lowest))
        {
            int rank = (int)(lowest >> 32), place = (int)lowest;
            // The heap still holds pairs whose symbols were merged since.
            if (_pairs[place] != rank)
            {
                continue;
            }

            _pairs[_next[place]] = RankTable.None;
            Join(place);
            Push(ref heap, _pairs[place] = _next[place] <= last ? Find(ranks, place) : RankTable.None, place);
            if (place > 0)
            {
                int before = _previous[place];
                Push(ref heap, _pairs[before] = Find(ranks, before), before);
            }
        }
    }

    private int Find<TRanks>(TRanks ranks, int place)
        where TRanks : struct, IPairRanks, allows ref struct
    {
        int second = _next[place];
        return ranks.Find(_ids[place], _ids[second], _starts[place], _starts[_next[second]], out _results[place]);
    }

    private void Join(int place)
    {
        int third = _next[_next[place]];
        _ids[place] = _results[place];
        _next[place] = third;
        _previous[third] = place;
    }

    private static int Lowest(ReadOnlySpan<Vector128<int>> pairs)
    {
        Vector128<int> lowest = pairs[0];
        for (int i = 1; i < pairs.Length; i++)
        {
            lowest = Vector128.Min(lowest, pairs[i]);
        }

        lowest = Vector128.Min(lowest, Vector128.Shuffle(lowest, Vector128.Create(2, 3, 0, 1)));
        return Math.Min(lowest.ToScalar(), lowest[1]);
    }

    private static int PairAt(int rank, int place) => rank == RankTable.None ? RankTable.None : rank << PlaceBits | place;

    private static void Push(ref MinHeap heap, int rank, int place)
    {
        if (rank != RankTable.None)
        {
            heap.Push((long)rank << 32 | (uint)place);
        }
    }
}
