using System.Runtime.CompilerServices;
using DatasetKit.Internals;

namespace DatasetKit.Tokenization;

/// <summary>Makes the table of merges out of the texts of their two sides.</summary>
/// <param name="tokens">The vocabulary that has both sides and what they become.</param>
/// <param name="isOfBytes">Whether the vocabulary holds bytes, and the texts letters for them.</param>
/// <param name="prefixLength">How many bytes of the right side fall away when it is no longer the start of a symbol.</param>
/// <param name="section">Where the merges stand, for faults.</param>
/// <param name="left">How many bytes of the file are left for them, if that is known: arrays that are large enough need not grow.</param>
/// <remarks>
/// The sides of some merges are collected before the first is looked up: look-ups that follow each other closely wait for memory together, a loop over many
/// is compiled well while it runs, and of some merges the texts stay near the processor.
/// </remarks>
internal sealed class MergeBuilder(RankTable tokens, bool isOfBytes, int prefixLength, string section, int left = 0)
{
    private const int SidesAtOnce = 1 << 15;

    private readonly int[] _starts = new int[SidesAtOnce + 1];
    private readonly int[] _ids = new int[SidesAtOnce];
    // What is already known of each merge. The shortest that a file has take a dozen bytes; memory that is not needed after all was not touched.
    private ulong[] _pairs = new ulong[Math.Max(1 << 12, Math.Min(MergeTable.MaxCount, left / 12))];
    private int[] _results = new int[Math.Max(1 << 12, Math.Min(MergeTable.MaxCount, left / 12))];
    private byte[] _text = new byte[1 << 16];
    private int _settled;
    private int _sides;
    private int _last;

    /// <summary>How many merges there are so far.</summary>
    internal int Count => _settled + _sides / 2;

    /// <summary>Adds a merge whose sides stand in one line with a space between.</summary>
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
    internal void AddSide(ReadOnlySpan<byte> text)
    {
        Span<byte> room = Room(text.Length);
        int length = text.Length;
        if (!isOfBytes)
        {
            text.CopyTo(room);
        }
        else if ((length = ByteAlphabet.Read(text, room)) < 0)
        {
            throw Fault("has a character that stands for no byte");
        }

        Enter(length);
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
            json.Pass(TakePlain(json.Rest));
            bool isPair = json.TryTake((byte)'[');
            if (!TryReadText(ref json, isPair))
            {
                return false;
            }

            if (isPair && !json.TryTake((byte)']'))
            {
                return false;
            }
        }
        while (json.TryTake((byte)','));
        return json.TryTake((byte)']');
    }

    /// <summary>Makes the table.</summary>
    internal MergeTable Build()
    {
        Settle();
        return new MergeTable(_pairs, _results, _settled);
    }

    /// <summary>A fault of the next merge.</summary>
    internal FaultyFileException Fault(string what) => Fault(Count, what);

    private FaultyFileException Fault(int merge, string what) => new(section, FormattableString.Invariant($"merge {merge + 1} {what}"));

    private FaultyFileException Missing(int merge, string side, ReadOnlySpan<byte> text) =>
        Fault(_settled + merge, $"has a {side} that is not in the vocabulary: '{Utf8Text.Excerpt(text)}'");

    /// <summary>Adds merges with their commas, as long as they are plain and another one follows.</summary>
    /// <returns>How many bytes were taken.</returns>
    private unsafe int TakePlain(ReadOnlySpan<byte> text)
    {
        // A method with memory of its own on the stack is compiled well at once.
        short* values = stackalloc short[ByteAlphabet.Letters];
        ByteAlphabet.Values.CopyTo(new Span<short>(values, ByteAlphabet.Letters));
        fixed (byte* start = text)
        {
            byte* at = start, last = start + Math.Max(0, text.Length - PlainTokens.Behind), done = start;
            while (at < last)
            {
                at = PlainTokens.Skip(at, last);
                bool isPair = *at == '[', isPlain;
                int side = 0;
                at += isPair ? 1 : 0;
                fixed (byte* room = Room(2 * (PlainTokens.Room + sizeof(ulong))))
                {
                    byte* to = room;
                    do
                    {
                        // A side of a pair stands in quotes of its own.
                        at = isPair ? PlainTokens.Skip(at, last) : at;
                        isPlain = side == 1 && !isPair || *at++ == '"';
                        byte* from = to;
                        at = PlainTokens.Take(at, last, ref to, from + PlainTokens.Room, isOfBytes ? values : null);
                        isPlain &= *at++ == (side == 1 || isPair ? '"' : ' ');
                        at = isPair ? PlainTokens.Skip(at, last) : at;
                        isPlain &= !isPair || *at++ == (side == 1 ? ']' : ',');
                        _starts[_sides + side + 1] = _starts[_sides + side] + (int)(to - from);
                    }
                    while (isPlain && ++side < 2);
                }

                at = PlainTokens.Skip(at, last);
                if (!isPlain || *at++ != ',')
                {
                    break;
                }

                _sides += 2;
                done = at;
            }

            return (int)(done - start);
        }
    }

    /// <summary>Adds a merge whose text has escapes, or is long, or is the last.</summary>
    private bool TryReadText(ref PlainJson json, bool isPair)
    {
        if (!json.TryText(out ReadOnlySpan<byte> text, out bool isEscaped))
        {
            return false;
        }

        text = isEscaped ? Unescape(text) : text;
        if (!isPair)
        {
            Add(text);
            return true;
        }

        AddSide(text);
        if (!json.TryTake((byte)',') || !json.TryText(out text, out isEscaped))
        {
            return false;
        }

        AddSide(isEscaped ? Unescape(text) : text);
        return true;
    }

    /// <summary>Where the next side is written; <see cref="Enter"/> enters it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Room(int length)
    {
        if (_sides == SidesAtOnce || _text.Length - _starts[_sides] < length + RankTable.BytesBehind)
        {
            MakeRoom(length);
        }

        return _text.AsSpan(_starts[_sides], length);
    }

    private void MakeRoom(int length)
    {
        if (_sides == SidesAtOnce)
        {
            Settle();
        }

        long needed = (long)_starts[_sides] + length + RankTable.BytesBehind;
        if (_text.Length < needed)
        {
            Array.Resize(ref _text, (int)Math.Min(Array.MaxLength, Math.Max(_text.Length * 2L, needed)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Enter(int length)
    {
        _starts[_sides + 1] = _starts[_sides] + length;
        _sides++;
    }

    /// <summary>Looks up the sides that were collected, and what they become.</summary>
    private void Settle()
    {
        int count = _sides / 2;
        if (_settled + count > _pairs.Length)
        {
            int size = Math.Min(MergeTable.MaxCount, Math.Max(_pairs.Length * 2, _settled + count));
            Array.Resize(ref _pairs, _settled + count <= size ? size : throw Fault(MergeTable.MaxCount, "is one more than there may be"));
            Array.Resize(ref _results, size);
        }

        tokens.FindMany(_text, _starts.AsSpan(0, _sides + 1), _ids.AsSpan(0, _sides));
        for (int merge = 0; merge < count; merge++)
        {
            int left = _ids[2 * merge], right = _ids[2 * merge + 1];
            if (left == RankTable.None || right == RankTable.None)
            {
                throw Missing(merge, left == RankTable.None ? "left side" : "right side", Side(2 * merge + (left == RankTable.None ? 0 : 1)));
            }

            int start = _starts[2 * merge], end = _starts[2 * merge + 2];
            ReadOnlySpan<byte> whole = prefixLength == 0 ? _text.AsSpan(start, end - start) : WithoutPrefix(merge);
            _last = FindResult(whole, merge);
            _results[_settled + merge] = _last;
            _pairs[_settled + merge] = (ulong)(uint)left << 32 | (uint)right;
        }

        _settled += count;
        _sides = 0;
    }

    private ReadOnlySpan<byte> Side(int side) => _text.AsSpan(_starts[side].._starts[side + 1]);

    private byte[] WithoutPrefix(int merge)
    {
        ReadOnlySpan<byte> right = Side(2 * merge + 1);
        return [.. Side(2 * merge), .. right[Math.Min(prefixLength, right.Length)..]];
    }

    /// <summary>Finds what a merge gives: most often what the one before gave, or the token behind that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindResult(ReadOnlySpan<byte> whole, int merge)
    {
        if (tokens.Is(_last, whole))
        {
            return _last;
        }

        if (tokens.Is(_last + 1, whole))
        {
            return _last + 1;
        }

        int id = tokens.Find(whole);
        return id != RankTable.None ? id : throw Missing(merge, "result", whole);
    }

    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> text)
    {
        byte[] room = new byte[text.Length];
        return room.AsSpan(0, VocabularyReader.Unescape(text, room));
    }
}
