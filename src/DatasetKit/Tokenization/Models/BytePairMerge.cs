using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DatasetKit.Tokenization;

/// <summary>
/// Byte-pair encoding of one short piece: again and again the adjacent pair of the lowest rank, the leftmost of equals, becomes one token.
/// The search is a scan, which for this length beats any heap.
/// </summary>
/// <remarks>One a thread, for its working arrays. A part is known by the place of its first byte, so nothing moves when two become one.</remarks>
internal sealed class BytePairMerge(RankTable ranks)
{
    /// <summary>The longest piece in bytes; longer ones go to <see cref="BytePairHeap"/>.</summary>
    internal const int MaxLength = 1 << PlaceBits;

    private const int PlaceBits = 7;

    private readonly PartCache _parts = new(ranks);
    private readonly int[] _ids = new int[MaxLength];
    private readonly byte[] _next = new byte[MaxLength + 1];
    private readonly byte[] _previous = new byte[MaxLength + 1];

    // Rank and place in one number, so that the least of them is the lowest rank at its leftmost place.
    private readonly int[] _pairs = new int[MaxLength];

    /// <summary>Encodes a piece of 1 to <see cref="MaxLength"/> bytes.</summary>
    /// <returns>Its ids, until the next call.</returns>
    internal ReadOnlySpan<int> Encode(ReadOnlySpan<byte> piece)
    {
        int[] ids = _ids, pairs = _pairs;
        byte[] next = _next, previous = _previous;
        Begin(piece);
        int vectors = (piece.Length + Vector128<int>.Count - 1) / Vector128<int>.Count;
        pairs.AsSpan(piece.Length..(vectors * Vector128<int>.Count)).Fill(RankTable.None);
        for (int lowest = Lowest(vectors); lowest != RankTable.None; lowest = Lowest(vectors))
        {
            int place = lowest & (MaxLength - 1);
            int second = next[place], third = next[second];
            ids[place] = lowest >> PlaceBits;
            next[place] = (byte)third;
            previous[third] = (byte)place;
            pairs[second] = RankTable.None;
            pairs[place] = third < piece.Length ? PairAt(_parts.Find(piece[place..], next[third] - place), place) : RankTable.None;
            if (place > 0)
            {
                int before = previous[place];
                pairs[before] = PairAt(_parts.Find(piece[before..], third - before), before);
            }
        }

        int count = 0;
        for (int place = 0; place < piece.Length; place = next[place])
        {
            ids[count++] = ids[place];
        }

        return ids.AsSpan(0, count);
    }

    /// <summary>The parts to start with: bytes, and characters that are whole in any case.</summary>
    private void Begin(ReadOnlySpan<byte> piece)
    {
        int[] ids = _ids, pairs = _pairs;
        byte[] next = _next, previous = _previous;
        for (int i = 0; i < piece.Length; i++)
        {
            byte first = piece[i];
            previous[i + 1] = (byte)i;
            if (first is >= 0xE0 and < 0xF0 && ranks.Joints.WholeAt(piece, i) is var character && character != RankTable.None)
            {
                ids[i] = character;
                next[i] = (byte)(i + 3);
                previous[i + 3] = (byte)i;
                pairs[i + 1] = pairs[i + 2] = RankTable.None;
                i += 2;
                continue;
            }

            ids[i] = ranks.Single(first);
            next[i] = (byte)(i + 1);
        }

        for (int i = 0, second; i < piece.Length; i = second)
        {
            second = next[i];
            pairs[i] = second == piece.Length ? RankTable.None
                : PairAt(next[second] == i + 2 ? ranks.Pair(piece[i], piece[i + 1]) : _parts.Find(piece[i..], next[second] - i), i);
        }
    }

    private static int PairAt(int rank, int place) => rank == RankTable.None ? RankTable.None : rank << PlaceBits | place;

    private int Lowest(int vectors)
    {
        ReadOnlySpan<Vector128<int>> pairs = MemoryMarshal.Cast<int, Vector128<int>>(_pairs)[..vectors];
        Vector128<int> lowest = pairs[0];
        for (int i = 1; i < pairs.Length; i++)
        {
            lowest = Vector128.Min(lowest, pairs[i]);
        }

        lowest = Vector128.Min(lowest, Vector128.Shuffle(lowest, Vector128.Create(2, 3, 0, 1)));
        return Math.Min(lowest.ToScalar(), lowest[1]);
    }
}
