using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DatasetKit.Tokenization;

/// <summary>
/// Byte-pair encoding of one short piece: again and again the adjacent pair of the lowest rank, the leftmost of equals, becomes one token.
/// The search is a scan, which for this length beats any heap.
/// </summary>
/// <remarks>One a thread, for its working arrays.</remarks>
internal sealed class BytePairMerge(RankTable ranks)
{
    /// <summary>The longest piece in bytes; longer ones go to <see cref="BytePairHeap"/>.</summary>
    internal const int MaxLength = 128;

    private readonly int[] _ids = new int[MaxLength];
    private readonly int[] _starts = new int[MaxLength + 1];
    private readonly int[] _pairs = new int[MaxLength + Vector<int>.Count];

    /// <summary>Encodes a piece of 1 to <see cref="MaxLength"/> bytes.</summary>
    /// <returns>Its ids, until the next call.</returns>
    internal ReadOnlySpan<int> Encode(ReadOnlySpan<byte> piece)
    {
        Span<int> ids = _ids, starts = _starts, pairs = _pairs;
        int count = piece.Length;
        for (int i = 0; i < count; i++)
        {
            starts[i] = i;
            ids[i] = ranks.Single(piece[i]);
            pairs[i] = i + 1 < count ? ranks.Pair(piece[i], piece[i + 1]) : RankTable.None;
        }

        starts[count] = count;
        pairs.Slice(count, Vector<int>.Count).Fill(RankTable.None);
        while (true)
        {
            int i = Lowest(pairs[..count]);
            if (pairs[i] == RankTable.None)
            {
                return ids[..count];
            }

            ids[i] = pairs[i];
            ids[(i + 2)..count].CopyTo(ids[(i + 1)..]);
            starts[(i + 2)..(count + 1)].CopyTo(starts[(i + 1)..]);
            pairs[(i + 2)..(count + 1)].CopyTo(pairs[(i + 1)..]);
            count--;
            pairs[i] = i + 1 < count ? ranks.Find(piece[starts[i]..starts[i + 2]]) : RankTable.None;
            if (i > 0)
            {
                pairs[i - 1] = ranks.Find(piece[starts[i - 1]..starts[i + 1]]);
            }
        }
    }

    /// <summary>The place of the first lowest value. A vector may read past the end, where <see cref="RankTable.None"/> stands.</summary>
    private static int Lowest(Span<int> pairs)
    {
        ref int first = ref MemoryMarshal.GetReference(pairs);
        Vector<int> lowest = Unsafe.As<int, Vector<int>>(ref first);
        for (int i = Vector<int>.Count; i < pairs.Length; i += Vector<int>.Count)
        {
            lowest = Vector.Min(lowest, Unsafe.As<int, Vector<int>>(ref Unsafe.Add(ref first, i)));
        }

        int value = lowest[0];
        for (int i = 1; i < Vector<int>.Count; i++)
        {
            value = Math.Min(value, lowest[i]);
        }

        return pairs.IndexOf(value);
    }
}
