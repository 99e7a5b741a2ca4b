using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>
/// Characters of three bytes that are whole before anything else can happen to their bytes, so that merging may start with them in the place of their
/// bytes: a Chinese word of two characters is then one look-up instead of a dozen.
/// </summary>
/// <remarks>
/// A character is one when its bytes by themselves become its token, the last merge being of the highest rank; when every token that holds it and more
/// has a higher rank still; and, at each place in a text, when no token of a lower rank holds a part of it together with what stands beside it, which
/// <see cref="WideJoints"/> knows. Then every merge within it comes before every merge with it.
/// </remarks>
internal sealed class WholeCharacters
{
    // By code point: the token, and the rank at which it is whole.
    private readonly int[] _ids = new int[0x10000];
    private readonly int[] _ranks = new int[0x10000];

    private WholeCharacters() => _ids.AsSpan().Fill(RankTable.None);

    /// <summary>Learns those of a vocabulary whose ranks are its ids, and whose tokens are what their bytes merge to.</summary>
    internal static unsafe WholeCharacters Learn(RankTable tokens)
    {
        var learnt = new WholeCharacters();
        // Memory on the stack has these loops compiled well at once, as in WideJoints.
        int* count = stackalloc int[] { tokens.Count };
        for (int id = 0; id < *count; id++)
        {
            ReadOnlySpan<byte> token = tokens.BytesOf(id);
            if (IsCharacter(token) && Math.Min(tokens.Pair(token[0], token[1]), tokens.Pair(token[1], token[2])) < id)
            {
                learnt.Add(token, id, id);
            }
        }

        for (int id = 0; id < *count; id++)
        {
            learnt.Exclude(tokens.BytesOf(id), id);
        }

        return learnt;
    }

    /// <summary>Learns those of a list of merges over bytes.</summary>
    internal static unsafe WholeCharacters Learn(RankTable tokens, MergeTable merges)
    {
        var learnt = new WholeCharacters();
        int* count = stackalloc int[] { tokens.Count };
        for (int id = 0; id < *count; id++)
        {
            ReadOnlySpan<byte> token = tokens.BytesOf(id);
            if (IsCharacter(token) && RankOf(token, id, tokens, merges) is var rank && rank != RankTable.None)
            {
                learnt.Add(token, id, rank);
            }
        }

        for (int rank = 0; rank < merges.Count; rank++)
        {
            learnt.Exclude(tokens.BytesOf(merges.ResultOf(rank)), rank);
        }

        return learnt;
    }

    /// <summary>The token of a character, or <see cref="RankTable.None"/> when it is not whole by itself.</summary>
    /// <param name="character">Three bytes in UTF-8.</param>
    /// <param name="rank">The rank at which it is whole.</param>
    internal int Find(ReadOnlySpan<byte> character, out int rank)
    {
        int codePoint = CodePoint(character);
        rank = _ranks[codePoint];
        return _ids[codePoint];
    }

    /// <summary>The rank at which the bytes of a character, by themselves, have become its token.</summary>
    private static int RankOf(ReadOnlySpan<byte> token, int id, RankTable tokens, MergeTable merges)
    {
        int first = tokens.Single(token[0]), second = tokens.Single(token[1]), third = tokens.Single(token[2]);
        int left = merges.Find(first, second, out int leftPair), right = merges.Find(second, third, out int rightPair);
        int half = Math.Min(left, right);
        if (half == RankTable.None)
        {
            return RankTable.None;
        }

        int rank = left < right ? merges.Find(leftPair, third, out int whole) : merges.Find(first, rightPair, out whole);
        return rank > half && whole == id ? rank : RankTable.None;
    }

    private void Add(ReadOnlySpan<byte> token, int id, int rank)
    {
        int codePoint = CodePoint(token);
        _ids[codePoint] = id;
        _ranks[codePoint] = rank;
    }

    /// <summary>Takes out the characters that a token of a lower rank holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Exclude(ReadOnlySpan<byte> token, int rank)
    {
        int first = token.IndexOfAnyInRange((byte)0xE0, (byte)0xEF);
        for (int i = first < 0 ? token.Length : first; i + 3 <= token.Length; i++)
        {
            if (token[i] is >= 0xE0 and < 0xF0 && token.Length > 3 && CodePoint(token[i..]) is var codePoint && _ranks[codePoint] >= rank)
            {
                _ids[codePoint] = RankTable.None;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsCharacter(ReadOnlySpan<byte> token) =>
        token.Length == 3 && token[0] is >= 0xE0 and < 0xF0 && (token[1] & 0xC0) == 0x80 && (token[2] & 0xC0) == 0x80;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CodePoint(ReadOnlySpan<byte> utf8) => (utf8[0] & 0x0F) << 12 | (utf8[1] & 0x3F) << 6 | utf8[2] & 0x3F;
}
