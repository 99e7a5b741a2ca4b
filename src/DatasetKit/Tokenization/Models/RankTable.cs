using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    private readonly Slot[] _slots;
    private readonly int _shift;
    private readonly int[] _pairs = new int[0x10000];
    private readonly int[] _single = new int[0x100];

    /// <summary>Reads the unpacked form of a <c>*.bin</c> file: int32 count, a length byte a token, all bytes in the order of rank.</summary>
    internal RankTable(byte[] packed)
    {
        int count = BinaryPrimitives.ReadInt32LittleEndian(packed);
        _bytes = packed;
        _starts = new int[count + 1];
        // At most half full: most look-ups while merging are misses, and a miss must end at the first or second slot.
        int slots = (int)BitOperations.RoundUpToPowerOf2((uint)count * 2);
        _slots = new Slot[slots];
        _shift = 64 - BitOperations.Log2((uint)slots);
        _pairs.AsSpan().Fill(None);
        int start = sizeof(int) + count;
        for (int id = 0; id < count; id++)
        {
            int length = packed[sizeof(int) + id];
            _starts[id] = start;
            Add(packed.AsSpan(start, length), id);
            Joints.Learn(packed.AsSpan(start, length));
            MaxLength = Math.Max(MaxLength, length);
            start += length;
        }

        _starts[count] = start;
    }

    /// <summary>How many tokens there are; ids run from 0 to this, exclusive.</summary>
    internal int Count => _starts.Length - 1;

    /// <summary>The length of the longest token in bytes.</summary>
    internal int MaxLength { get; }

    /// <summary>Where a piece may be cut.</summary>
    internal Joints Joints { get; } = new();

    /// <summary>The bytes of a token.</summary>
    internal ReadOnlySpan<byte> BytesOf(int id) => _bytes.AsSpan(_starts[id].._starts[id + 1]);

    /// <summary>The id of a token of one byte; every byte is one.</summary>
    internal int Single(byte value) => _single[value];

    /// <summary>The rank of a token of two bytes, or <see cref="None"/>.</summary>
    internal int Pair(byte first, byte second) => _pairs[first << 8 | second];

    /// <summary>A hash of a piece, good enough to be its key where the length and, past eight bytes, the bytes are compared too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Hash(ReadOnlySpan<byte> piece)
    {
        ref byte first = ref MemoryMarshal.GetReference(piece);
        int length = piece.Length;
        if (length >= 8)
        {
            ulong hash = Read64(ref first, 0);
            for (int i = 8; i < length - 8; i += 8)
            {
                hash = BitOperations.RotateLeft(hash * Multiplier, 29) ^ Read64(ref first, i);
            }

            return length == 8 ? hash : BitOperations.RotateLeft(hash * Multiplier, 29) ^ Read64(ref first, length - 8);
        }

        // Up to seven bytes the key is the text itself, read in two halves that overlap.
        if (length >= 4)
        {
            return Unsafe.ReadUnaligned<uint>(ref first) | (ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4)) << (8 * (length - 4));
        }

        return length == 0 ? 0 : first | (ulong)Unsafe.Add(ref first, length >> 1) << (8 * (length >> 1)) | (ulong)Unsafe.Add(ref first, length - 1) << (8 * (length - 1));
    }

    /// <summary>The rank of a token, or <see cref="None"/>.</summary>
    internal int Find(ReadOnlySpan<byte> piece) => Find(piece, out _);

    /// <summary>The rank of a token, or <see cref="None"/>.</summary>
    /// <param name="piece">At least one byte.</param>
    /// <param name="hash">Its <see cref="Hash"/>; 0 when it is too long for a token.</param>
    internal int Find(ReadOnlySpan<byte> piece, out ulong hash)
    {
        hash = 0;
        if (piece.Length > MaxLength)
        {
            return None;
        }

        hash = Hash(piece);
        Slot[] slots = _slots;
        for (int i = IndexOf(hash, piece.Length); ; i++)
        {
            ref readonly Slot slot = ref slots[i & (slots.Length - 1)];
            if (slot.Length == 0)
            {
                return None;
            }

            if (slot.Key == hash && slot.Length == piece.Length && (piece.Length <= 8 || BytesOf(slot.Id).SequenceEqual(piece)))
            {
                return slot.Id;
            }
        }
    }

    private void Add(ReadOnlySpan<byte> token, int id)
    {
        if (token.Length == 1)
        {
            _single[token[0]] = id;
        }
        else if (token.Length == 2)
        {
            _pairs[token[0] << 8 | token[1]] = id;
        }

        ulong hash = Hash(token);
        int i = IndexOf(hash, token.Length);
        while (_slots[i & (_slots.Length - 1)].Length != 0)
        {
            i++;
        }

        _slots[i & (_slots.Length - 1)] = new Slot(hash, id, token.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int IndexOf(ulong hash, int length)
    {
        ulong mixed = (hash ^ (uint)length) * Multiplier;
        return (int)((mixed ^ mixed >> 32) * Multiplier >> _shift);
    }

    private static ulong Read64(ref byte first, int offset) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, offset));

    private readonly record struct Slot(ulong Key, int Id, int Length);
}
