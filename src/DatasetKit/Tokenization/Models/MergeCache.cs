using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>
/// What was lately found in a <see cref="MergeTable"/>: the table has megabytes, and this stays near the processor.
/// </summary>
/// <remarks>One a thread, of a fixed size: two tokens have one place, and the newest take it.</remarks>
internal sealed class MergeCache(MergeTable merges)
{
    private const int Bits = 13;

    private readonly Entry[] _entries = Empty();

    /// <summary>The rank at which two tokens become one, or <see cref="RankTable.None"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Find(int left, int right, out int result)
    {
        ulong pair = MergeTable.Pair(left, right), mixed = MergeTable.Mix(pair);
        if (!merges.MayHave(mixed))
        {
            result = 0;
            return RankTable.None;
        }

        ref Entry entry = ref _entries[(int)mixed & (1 << Bits) - 1];
        if (entry.Pair != pair)
        {
            Renew(ref entry, pair);
        }

        result = entry.Result;
        return entry.Rank;
    }

    private void Renew(ref Entry entry, ulong pair)
    {
        entry.Rank = merges.Find((int)(pair >> 32), (int)(uint)pair, out entry.Result);
        entry.Pair = pair;
    }

    private static Entry[] Empty()
    {
        // No two tokens have these ids.
        var entries = new Entry[1 << Bits];
        entries.AsSpan().Fill(new Entry { Pair = ulong.MaxValue });
        return entries;
    }

    private struct Entry
    {
        internal ulong Pair;
        internal int Rank;
        internal int Result;
    }
}
