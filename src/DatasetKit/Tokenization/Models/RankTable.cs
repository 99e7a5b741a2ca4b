using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DatasetKit.Tokenization;

/// <summary>A byte-pair vocabulary: every token's bytes, found by id, and every id, found by bytes. A token's rank is its id.</summary>
/// <remarks>One blob and one open-addressing table; no object a token, so it loads in milliseconds and costs the collector nothing.</remarks>
internal sealed class RankTable
{
    /// <summary>What <see cref="Find(ReadOnlySpan{byte})"/> returns for bytes that are no token; greater than every rank.</summary>
    internal const int None = int.MaxValue;

    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly byte[] _bytes;
    private readonly int[] _starts;
    // Each slot is 0 or holds id + 1 in its low bits and some of the hash above them.
    private readonly uint[] _slots;
    private readonly int[] _pairs = new int[0x10000];
    private readonly int[] _single = new int[0x100];
    private Joints? _joints;
    private WholeCharacters? _characters;

    /// <summary>Builds the table of tokens that stand one after another.</summary>
    /// <param name="bytes">All tokens in the order of their ids.</param>
    /// <param name="starts">Where each starts, and behind the last where it ends; an id whose token is empty has none.</param>
    internal RankTable(byte[] bytes, int[] starts)
    {
        _bytes = bytes;
        _starts = starts;
        // At most half full: most look-ups while merging are misses, and a miss must end at the first or second slot.
        _slots = new uint[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(Count, 1) * 2)];
        _pairs.AsSpan().Fill(None);
        _single.AsSpan().Fill(None);
        Fill();
    }

    /// <summary>Reads the unpacked form of a <c>*.bin</c> file: int32 count, a length byte a token, all bytes in the order of rank.</summary>
    /// <param name="packed">The content of the file.</param>
    /// <param name="limit">How many of its tokens to take.</param>
    internal static RankTable Unpack(byte[] packed, int limit = int.MaxValue)
    {
        int count = BinaryPrimitives.ReadInt32LittleEndian(packed);
        int taken = Math.Min(count, limit);
        int[] starts = new int[taken + 1];
        starts[0] = sizeof(int) + count;
        for (int id = 0; id < taken; id++)
        {
            starts[id + 1] = starts[id] + packed[sizeof(int) + id];
        }

        return new RankTable(packed, starts);
    }

    /// <summary>Ids run from 0 to this, exclusive.</summary>
    internal int Count => _starts.Length - 1;

    /// <summary>How many ids have a token of their own.</summary>
    internal int Known { get; private set; }

    /// <summary>The length of the longest token in bytes.</summary>
    internal int MaxLength { get; private set; }

    /// <summary>Where a piece may be cut: learnt from all tokens when it is first asked for.</summary>
    internal Joints Joints => _joints ?? LearnJoints();

    /// <summary>Which characters are whole before anything else: for vocabularies whose ranks are their ids. Learnt when it is first asked for.</summary>
    internal WholeCharacters Characters => _characters ??= WholeCharacters.Learn(this);

    /// <summary>Whether an id has a token.</summary>
    internal bool Has(int id) => (uint)id < (uint)Count && _starts[id] < _starts[id + 1];

    /// <summary>How many bytes a token has.</summary>
    internal int LengthOf(int id) => _starts[id + 1] - _starts[id];

    /// <summary>Whether an id has this token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Is(int id, ReadOnlySpan<byte> token) =>
        (uint)id < (uint)Count && _starts[id + 1] - _starts[id] == token.Length && _bytes.AsSpan(_starts[id], token.Length).SequenceEqual(token);

    /// <summary>The bytes of a token.</summary>
    internal ReadOnlySpan<byte> BytesOf(int id) => _bytes.AsSpan(_starts[id].._starts[id + 1]);

    /// <summary>The id of a token of one byte, or <see cref="None"/>.</summary>
    internal int Single(byte value) => _single[value];

    /// <summary>The rank of a token of two bytes, or <see cref="None"/>.</summary>
    internal int Pair(byte first, byte second) => _pairs[first << 8 | second];

    /// <summary>The rank of a token, or <see cref="None"/>.</summary>
    internal int Find(ReadOnlySpan<byte> piece) => Find(piece, piece.Length, out _);

    /// <summary>The rank of the token that is the first bytes of a text, or <see cref="None"/>.</summary>
    /// <param name="text">The bytes, and what follows them: eight are read at once where there are eight.</param>
    /// <param name="length">How many bytes, at least one.</param>
    /// <param name="hash">Their <see cref="Hash(ReadOnlySpan{byte}, int)"/>, or 0 where they are too many for a token.</param>
    internal int Find(ReadOnlySpan<byte> text, int length, out ulong hash)
    {
        if (length > MaxLength)
        {
            hash = 0;
            return None;
        }

        hash = Hash(text, length);
        ulong mixed = Mix(hash, length);
        uint[] slots = _slots;
        uint idMask = (uint)slots.Length - 1;
        for (uint i = (uint)mixed & idMask; ; i = (i + 1) & idMask)
        {
            uint slot = slots[i];
            if (slot == 0)
            {
                return None;
            }

            if (((slot ^ (uint)(mixed >> 32)) & ~idMask) == 0)
            {
                int id = (int)(slot & idMask) - 1;
                int start = _starts[id];
                if (_starts[id + 1] - start == length
                    && (length <= 8 ? Hash(_bytes.AsSpan(start), length) == hash : _bytes.AsSpan(start, length).SequenceEqual(text[..length])))
                {
                    return id;
                }
            }
        }
    }

    /// <summary>Finds the ranks of many tokens that stand one after another.</summary>
    /// <param name="texts">Their bytes.</param>
    /// <param name="starts">Where each starts, and where the last ends.</param>
    /// <param name="ids">Receives the ranks, <see cref="None"/> where there is no token.</param>
    /// <remarks>Goes over them twice, some at a time, so that the waits for memory of many look-ups fall together.</remarks>
    internal void FindAll(ReadOnlySpan<byte> texts, ReadOnlySpan<int> starts, Span<int> ids)
    {
        const int AtOnce = 256;
        ulong[] hashes = new ulong[AtOnce];
        uint[] found = new uint[AtOnce];
        byte[] bytes = _bytes;
        int[] tokenStarts = _starts;
        uint[] slots = _slots;
        uint idMask = (uint)slots.Length - 1;
        for (int first = 0; first < ids.Length; first += AtOnce)
        {
            int count = Math.Min(AtOnce, ids.Length - first);
            for (int i = 0; i < count; i++)
            {
                int start = starts[first + i], length = starts[first + i + 1] - start;
                ulong hash = length <= 8 ? Hash(texts[start..], length) : HashLong(texts.Slice(start, length));
                ulong mixed = Mix(hash, length);
                uint slot = slots[(uint)mixed & idMask];
                hashes[i] = hash;
                found[i] = ((slot ^ (uint)(mixed >> 32)) & ~idMask) == 0 ? slot & idMask : 0;
            }

            for (int i = 0; i < count; i++)
            {
                int start = starts[first + i], length = starts[first + i + 1] - start, id = (int)found[i] - 1;
                int place = id < 0 ? 0 : tokenStarts[id];
                bool isFound = id >= 0 && tokenStarts[id + 1] - place == length
                    && (length <= 8 ? Hash(bytes.AsSpan(place), length) == hashes[i] : bytes.AsSpan(place, length).SequenceEqual(texts.Slice(start, length)));
                // Another token in the first slot: the whole search.
                ids[first + i] = isFound ? id : length == 0 ? None : Find(texts[start..], length, out _);
            }
        }
    }

    /// <summary>A number made of the first bytes of a text; up to eight of them it is the bytes themselves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Hash(ReadOnlySpan<byte> text, int length) => length <= 8 && text.Length >= 8
        ? BinaryPrimitives.ReadUInt64LittleEndian(text) & ulong.MaxValue >> (64 - 8 * length)
        : Hash(text[..length]);

    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        if (text.Length <= 8)
        {
            ulong hash = 0;
            for (int i = 0; i < text.Length; i++)
            {
                hash |= (ulong)text[i] << (8 * i);
            }

            return hash;
        }

        return HashLong(text);
    }

    /// <summary>The same of more than eight bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong HashLong(ReadOnlySpan<byte> text)
    {
        ulong hash = 0;
        for (int i = 0; i < text.Length - 8; i += 8)
        {
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text[i..])) * Multiplier, 29);
        }

        return hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]);
    }

    private Joints LearnJoints()
    {
        var joints = new Joints();
        for (int id = 0; id < Count; id++)
        {
            joints.Learn(BytesOf(id));
        }

        return _joints = joints;
    }

    /// <summary>Enters all tokens; of two that are equal the first one stays.</summary>
    /// <remarks>One loop that calls nothing, because a loop is compiled well while it runs and what it calls is not.</remarks>
    private void Fill()
    {
        byte[] bytes = _bytes;
        int[] starts = _starts;
        uint[] slots = _slots;
        uint idMask = (uint)slots.Length - 1;
        for (int id = 0; id + 1 < starts.Length; id++)
        {
            int start = starts[id], length = starts[id + 1] - start;
            if (length == 0)
            {
                continue;
            }

            ReadOnlySpan<byte> token = bytes.AsSpan(start, length);
            ulong mixed = Mix(length <= 8 ? Hash(bytes.AsSpan(start), length) : HashLong(token), length);
            uint tag = (uint)(mixed >> 32) & ~idMask, i = (uint)mixed & idMask;
            bool isNew = true;
            for (int steps = 0; slots[i] != 0; i = (i + 1) & idMask, steps++)
            {
                HashSteps.Check(steps);
                if (((slots[i] ^ tag) & ~idMask) == 0 && BytesOf((int)(slots[i] & idMask) - 1).SequenceEqual(token))
                {
                    isNew = false;
                    break;
                }
            }

            if (isNew)
            {
                slots[i] = tag | (uint)id + 1;
                Known++;
                MaxLength = Math.Max(MaxLength, length);
                if (length == 1)
                {
                    _single[token[0]] = id;
                }
                else if (length == 2)
                {
                    _pairs[token[0] << 8 | token[1]] = id;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, int length)
    {
        ulong mixed = (hash ^ (uint)length) * Multiplier;
        return (mixed ^ mixed >> 32) * Multiplier;
    }
}
