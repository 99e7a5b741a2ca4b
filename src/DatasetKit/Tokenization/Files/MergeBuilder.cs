using System.Runtime.CompilerServices;
using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

/// <summary>Makes the table of merges out of the texts of their two sides.</summary>
/// <param name="tokens">The vocabulary that has both sides and what they become.</param>
/// <param name="isOfBytes">Whether the vocabulary holds bytes, and the texts letters for them.</param>
/// <param name="prefixLength">How many bytes of the right side fall away when it is no longer the start of a symbol.</param>
/// <param name="section">Where the merges stand, for faults.</param>
/// <remarks>
/// All sides are collected before the first is looked up: look-ups that follow each other closely wait for memory together, and a loop over many is
/// compiled well while it runs, which calls from elsewhere would have to wait for.
/// </remarks>
internal sealed class MergeBuilder(RankTable tokens, bool isOfBytes, int prefixLength, string section)
{
    private byte[] _text = new byte[1 << 16];
    // Where each side starts, a left one and then its right one, and where the last ends.
    private int[] _starts = new int[1 << 12];
    private int _sides;

    /// <summary>How many merges there are so far.</summary>
    internal int Count => _sides / 2;

    /// <summary>Adds a merge whose sides stand in one line with a space between.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(ReadOnlySpan<byte> line)
    {
        int space = line.IndexOf((byte)' ');
        if (space < 0 || line[(space + 1)..].Contains((byte)' '))
        {
            throw Fault("is not two tokens with one space between them");
        }

        AddSide(line[..space]);
        AddSide(line[(space + 1)..]);
    }

    /// <summary>Adds a side; the left one of a merge comes before the right one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddSide(ReadOnlySpan<byte> text)
    {
        int start = _starts[_sides];
        if (_text.Length - start < text.Length || _sides + 1 == _starts.Length)
        {
            Grow(text.Length);
        }

        Span<byte> room = _text.AsSpan(start);
        int length = text.Length;
        if (!isOfBytes)
        {
            text.CopyTo(room);
        }
        else if ((length = ByteAlphabet.Read(text, room)) < 0)
        {
            throw Fault("has a character that stands for no byte");
        }

        _starts[++_sides] = start + length;
    }

    /// <summary>Adds the merges of an array as long as they are plain.</summary>
    /// <param name="json">Stands behind the bracket that opens the array; is moved behind the one that closes it.</param>
    /// <returns>False when they are not plain, which says nothing about whether they are right.</returns>
    internal bool TryRead(ref PlainJson json)
    {
        if (json.TryTake((byte)']'))
        {
            return true;
        }

        do
        {
            bool isPair = json.TryTake((byte)'[');
            if (!json.TryText(out ReadOnlySpan<byte> text, out bool isEscaped))
            {
                return false;
            }

            text = isEscaped ? Unescape(text) : text;
            if (!isPair)
            {
                Add(text);
                continue;
            }

            AddSide(text);
            if (!json.TryTake((byte)',') || !json.TryText(out text, out isEscaped) || !json.TryTake((byte)']'))
            {
                return false;
            }

            AddSide(isEscaped ? Unescape(text) : text);
        }
        while (json.TryTake((byte)','));
        return json.TryTake((byte)']');
    }

    /// <summary>Makes the table.</summary>
    internal MergeTable Build()
    {
        int[] ids = new int[_sides];
        tokens.FindAll(_text, _starts.AsSpan(0, _sides + 1), ids);
        ulong[] pairs = new ulong[Count];
        int[] results = new int[Count];
        for (int merge = 0, last = 0; merge < pairs.Length; merge++)
        {
            int left = ids[2 * merge], right = ids[2 * merge + 1];
            if (left == RankTable.None || right == RankTable.None)
            {
                throw Missing(merge, left == RankTable.None ? "left side" : "right side", Side(2 * merge + (left == RankTable.None ? 0 : 1)));
            }

            ReadOnlySpan<byte> whole = _text.AsSpan(_starts[2 * merge].._starts[2 * merge + 2]);
            results[merge] = last = prefixLength == 0 ? FindResult(whole, last, merge) : FindResult(WithoutPrefix(merge), last, merge);
            pairs[merge] = (ulong)(uint)left << 32 | (uint)right;
        }

        return new MergeTable(pairs, results);
    }

    /// <summary>A fault of the next merge.</summary>
    internal FaultyFileException Fault(string what) => Fault(Count, what);

    private FaultyFileException Fault(int merge, string what) => new(section, FormattableString.Invariant($"merge {merge + 1} {what}"));

    private FaultyFileException Missing(int merge, string side, ReadOnlySpan<byte> text) =>
        Fault(merge, $"has a {side} that is not in the vocabulary: '{Utf8Text.Excerpt(text)}'");

    private ReadOnlySpan<byte> Side(int side) => _text.AsSpan(_starts[side].._starts[side + 1]);

    private byte[] WithoutPrefix(int merge)
    {
        ReadOnlySpan<byte> right = Side(2 * merge + 1);
        return [.. Side(2 * merge), .. right[Math.Min(prefixLength, right.Length)..]];
    }

    /// <summary>Finds what a merge gives: most often what the one before gave, or the token behind that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindResult(ReadOnlySpan<byte> whole, int last, int merge)
    {
        if (tokens.Is(last, whole))
        {
            return last;
        }

        if (tokens.Is(last + 1, whole))
        {
            return last + 1;
        }

        int id = tokens.Find(whole);
        return id != RankTable.None ? id : throw Missing(merge, "result", whole);
    }

    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> text)
    {
        byte[] room = new byte[text.Length];
        return room.AsSpan(0, VocabularyReader.Unescape(text, room));
    }

    private void Grow(int length)
    {
        if (Count == MergeTable.MaxCount)
        {
            throw Fault("is one more than there may be");
        }

        if (_text.Length - _starts[_sides] < length)
        {
            Array.Resize(ref _text, (int)Math.Min(Array.MaxLength, Math.Max(_text.Length * 2L, (long)_starts[_sides] + length)));
        }

        if (_sides + 1 == _starts.Length)
        {
            Array.Resize(ref _starts, _starts.Length * 2);
        }
    }
}
