using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>
/// Which parts of pieces were lately found to be tokens, and which not, which is more often the answer: merging asks for every two neighbours, the table of
/// all tokens has megabytes, and this stays near the processor.
/// </summary>
/// <remarks>One a thread, of a fixed size: a part has one place, and the newest takes it.</remarks>
internal sealed class PartCache(RankTable ranks)
{
    private const int Bits = 13;

    private readonly Entry[] _entries = new Entry[1 << Bits];

    /// <summary>The rank of the token that is the first bytes of a text, or <see cref="RankTable.None"/>.</summary>
    /// <param name="text">The bytes, and what follows them.</param>
    /// <param name="length">How many bytes, at least one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Find(ReadOnlySpan<byte> text, int length)
    {
        if (length > PieceKey.ShortLength)
        {
            return ranks.Find(text, length);
        }

        ulong key = PieceKey.Close(PieceKey.Read(text).First, length);
        ref Entry entry = ref _entries[PieceKey.Mix(key) >> (64 - Bits)];
        if (entry.Key != key)
        {
            entry = new Entry(key, ranks.Find(text, length));
        }

        return entry.Id;
    }

    private readonly record struct Entry(ulong Key, int Id);
}
