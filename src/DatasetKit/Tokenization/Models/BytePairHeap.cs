using System.Buffers;

namespace DatasetKit.Tokenization;

/// <summary>
/// Byte-pair encoding of one long piece, for instance a letter repeated 100,000 times: parts in a linked list, their pairs in a heap,
/// so the time grows with n log n. Gives what <see cref="BytePairMerge"/> gives.
/// </summary>
internal static class BytePairHeap
{
    /// <summary>Encodes a piece.</summary>
    /// <param name="ranks">The vocabulary.</param>
    /// <param name="piece">At least two bytes.</param>
    /// <param name="ids">Receives the ids; at least as long as the piece.</param>
    /// <returns>How many ids there are.</returns>
    internal static int Encode(RankTable ranks, ReadOnlySpan<byte> piece, Span<int> ids)
    {
        Part[] parts = ArrayPool<Part>.Shared.Rent(piece.Length);
        // At first there is a pair a byte at most; a merge takes one out and brings two in, and there are fewer merges than bytes.
        long[] heap = ArrayPool<long>.Shared.Rent(checked(piece.Length * 2));
        try
        {
            return Merge(ranks, piece, ids, parts.AsSpan(0, piece.Length), new MinHeap(heap));
        }
        finally
        {
            ArrayPool<Part>.Shared.Return(parts);
            ArrayPool<long>.Shared.Return(heap);
        }
    }

    private static int Merge(RankTable ranks, ReadOnlySpan<byte> piece, Span<int> ids, Span<Part> parts, MinHeap heap)
    {
        for (int i = 0; i < parts.Length; i++)
        {
            int pair = i + 1 < parts.Length ? ranks.Pair(piece[i], piece[i + 1]) : RankTable.None;
            parts[i] = new Part { Previous = i - 1, Next = i + 1, Pair = pair };
            ids[i] = ranks.Single(piece[i]);
            Push(ref heap, pair, i);
        }

        while (heap.TryPop(out long lowest))
        {
            int rank = (int)(lowest >> 32), place = (int)lowest;
            ref Part part = ref parts[place];
            // The heap still holds pairs whose parts were merged since.
            if (part.Pair != rank)
            {
                continue;
            }

            ids[place] = rank;
            parts[part.Next].Pair = RankTable.None;
            part.Next = parts[part.Next].Next;
            if (part.Next < parts.Length)
            {
                parts[part.Next].Previous = place;
            }

            Renew(ranks, piece, parts, ref heap, place);
            if (part.Previous >= 0)
            {
                Renew(ranks, piece, parts, ref heap, part.Previous);
            }
        }

        int count = 0;
        for (int place = 0; place < parts.Length; place = parts[place].Next)
        {
            ids[count++] = ids[place];
        }

        return count;
    }

    /// <summary>Looks up what a part and its neighbour of now would become.</summary>
    private static void Renew(RankTable ranks, ReadOnlySpan<byte> piece, Span<Part> parts, ref MinHeap heap, int place)
    {
        int next = parts[place].Next;
        int pair = next < parts.Length ? ranks.Find(piece[place..parts[next].Next]) : RankTable.None;
        parts[place].Pair = pair;
        Push(ref heap, pair, place);
    }

    private static void Push(ref MinHeap heap, int rank, int place)
    {
        if (rank != RankTable.None)
        {
            heap.Push((long)rank << 32 | (uint)place);
        }
    }

    private struct Part
    {
        internal int Previous;
        internal int Next;
        internal int Pair;
    }
}
