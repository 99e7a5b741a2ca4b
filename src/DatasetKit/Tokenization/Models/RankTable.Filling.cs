using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace DatasetKit.Tokenization;

/// <remarks>
/// Filling happens once, in a process that has just started and whose code is not compiled well but for loops that run long: so it is a loop over plain
/// memory, which calls next to nothing. And the tables are megabytes of new memory, the waits for which are longer than all the rest: so some tokens at a time
/// have their places sought and asked for before the first of them is entered.
/// </remarks>
internal sealed partial class RankTable
{
    /// <summary>How many bytes there must be behind the last token, so that all can be read sixteen bytes at a time.</summary>
    internal const int BytesBehind = 2 * sizeof(ulong);

    private const int AtOnce = 64;

    /// <summary>Enters all tokens; of two that are equal the first one stays.</summary>
    [MemberNotNull(nameof(_shortKeys), nameof(_shortIds), nameof(_middleKeys), nameof(_middleIds), nameof(_slots))]
    private unsafe void Fill()
    {
        MakeTables();
        int count = Count, known = 0;
        int* places = stackalloc int[AtOnce];
        fixed (byte* bytes = _bytes)
        fixed (int* starts = _starts)
        fixed (ulong* shortKeys = _shortKeys)
        fixed (int* shortIds = _shortIds)
        fixed (TwoNumbers* middleKeys = _middleKeys)
        fixed (int* middleIds = _middleIds)
        {
            for (int first = 0, end; first < count; first = end)
            {
                end = first + AtOnce < count ? first + AtOnce : count;
                for (int id = first; id < end; id++)
                {
                    int length = starts[id + 1] - starts[id];
                    byte* token = bytes + starts[id];
                    if (length <= PieceKey.ShortLength)
                    {
                        int place = (int)(PieceKey.Mix(PieceKey.Close(Word(token), length)) >> _shortShift);
                        places[id - first] = place;
                        Bring(shortKeys + place);
                        Bring(shortIds + place);
                    }
                    else if (length <= PieceKey.MaxLength)
                    {
                        int place = (int)(PieceKey.Mix(Word(token), PieceKey.Close(Word(token + sizeof(ulong)), length)) >> _middleShift);
                        places[id - first] = place;
                        Bring(middleKeys + place);
                        Bring(middleIds + place);
                    }
                }

                for (int id = first; id < end; id++)
                {
                    int length = starts[id + 1] - starts[id], place = places[id - first], steps = 0;
                    byte* token = bytes + starts[id];
                    if (length > PieceKey.MaxLength)
                    {
                        known += EnterLong(id);
                    }
                    else if (length > PieceKey.ShortLength)
                    {
                        ulong left = Word(token), right = PieceKey.Close(Word(token + sizeof(ulong)), length);
                        ulong* key = (ulong*)(middleKeys + place);
                        while (key[1] != 0 && !(key[0] == left && key[1] == right))
                        {
                            place = place + 1 & _middleKeys.Length - 1;
                            key = (ulong*)(middleKeys + place);
                            HashSteps.Check(++steps);
                        }

                        if (key[1] == 0)
                        {
                            key[0] = left;
                            key[1] = right;
                            middleIds[place] = id;
                            known++;
                        }
                    }
                    else if (length > 0)
                    {
                        ulong key = PieceKey.Close(Word(token), length);
                        while (shortKeys[place] != 0 && shortKeys[place] != key)
                        {
                            place = place + 1 & _shortKeys.Length - 1;
                            HashSteps.Check(++steps);
                        }

                        if (shortKeys[place] == 0)
                        {
                            shortKeys[place] = key;
                            shortIds[place] = id;
                            known++;
                            if (length <= 2)
                            {
                                EnterTiny(id, length);
                            }
                        }
                    }
                }
            }
        }

        Known = known;
    }

    /// <summary>Enters a token of one or two bytes where it is found without a search.</summary>
    private void EnterTiny(int id, int length)
    {
        byte[] bytes = _bytes;
        int start = _starts[id];
        if (length == 1)
        {
            _single[bytes[start]] = None - id;
        }
        else
        {
            _pairs[bytes[start] << 8 | bytes[start + 1]] = None - id;
        }
    }

    /// <summary>Enters a token whose bytes are compared; returns how many are new.</summary>
    private int EnterLong(int id)
    {
        ReadOnlySpan<byte> token = BytesOf(id);
        uint idMask = IdMask;
        uint[] slots = _slots;
        ulong hash = Hash(token);
        uint tag = (uint)(hash >> 32) & ~idMask, slot = (uint)hash & (uint)slots.Length - 1;
        for (int steps = 0; slots[slot] != 0; slot = slot + 1 & (uint)slots.Length - 1)
        {
            if (((slots[slot] ^ tag) & ~idMask) == 0 && Is((int)(slots[slot] & idMask) - 1, token))
            {
                return 0;
            }

            HashSteps.Check(++steps);
        }

        slots[slot] = tag | (uint)id + 1;
        return 1;
    }

    /// <summary>Makes tables that are at most two thirds full: a miss must end at the first places.</summary>
    [MemberNotNull(nameof(_shortKeys), nameof(_shortIds), nameof(_middleKeys), nameof(_middleIds), nameof(_slots))]
    private void MakeTables()
    {
        int[] starts = _starts;
        int shorts = 0, middles = 0, longs = 0, longest = 0;
        for (int id = 0; id + 1 < starts.Length; id++)
        {
            int length = starts[id + 1] - starts[id];
            longest = length > longest ? length : longest;
            if (length <= PieceKey.ShortLength)
            {
                shorts++;
            }
            else if (length <= PieceKey.MaxLength)
            {
                middles++;
            }
            else
            {
                longs++;
            }
        }

        MaxLength = longest;
        MakeTables(SizeFor(shorts), SizeFor(middles), SizeFor(longs));
    }

    [MemberNotNull(nameof(_shortKeys), nameof(_shortIds), nameof(_middleKeys), nameof(_middleIds), nameof(_slots))]
    private void MakeTables(int shorts, int middles, int longs)
    {
        _shortKeys = new ulong[shorts];
        _shortIds = new int[shorts];
        _shortShift = 64 - BitOperations.Log2((uint)shorts);
        _middleKeys = new TwoNumbers[middles];
        _middleIds = new int[middles];
        _middleShift = 64 - BitOperations.Log2((uint)middles);
        _slots = new uint[longs];
    }

    /// <summary>Eight bytes as a <see cref="PieceKey"/> has them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe ulong Word(byte* bytes)
    {
        ulong word = Unsafe.ReadUnaligned<ulong>(bytes);
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    /// <summary>Asks for memory to be brought near the processor, where the processor can be asked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Bring(void* place)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(place);
        }
    }

    // Two at least, so that one place is free and no shift is by all bits.
    private static int SizeFor(int tokens) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, tokens + tokens / 2));
}
