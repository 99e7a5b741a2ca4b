using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace DatasetKit.Tokenization;

internal sealed partial class RankTable
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    // Tokens that are one number, and their ids apart: a miss, which most look-ups of merging are, needs no id.
    private ulong[] _shortKeys;
    private int[] _shortIds;
    private int _shortShift;
    // Tokens that are two.
    private TwoNumbers[] _middleKeys;
    private int[] _middleIds;
    private int _middleShift;
    // Longer ones. Each slot is 0 or holds id + 1 in its low bits and some of the hash above them; the bytes are compared.
    private uint[] _slots;

    /// <summary>The rank of a token, or <see cref="None"/>.</summary>
    internal int Find(ReadOnlySpan<byte> piece) => Find(piece, piece.Length);

    /// <summary>The rank of the token that is the first bytes of a text, or <see cref="None"/>.</summary>
    /// <param name="text">The bytes, and what follows them: sixteen are read at once where there are sixteen.</param>
    /// <param name="length">How many bytes, at least one.</param>
    internal int Find(ReadOnlySpan<byte> text, int length)
    {
        if (length > PieceKey.MaxLength)
        {
            return length > MaxLength ? None : FindLong(text[..length]);
        }

        (ulong first, ulong second) = PieceKey.Read(text);
        return length <= PieceKey.ShortLength ? FindShort(PieceKey.Close(first, length)) : FindMiddle(first, PieceKey.Close(second, length));
    }

    /// <summary>Asks for the place where a token would be found to be brought near the processor.</summary>
    /// <inheritdoc cref="Find(ReadOnlySpan{byte}, int)"/>
    internal unsafe void Seek(ReadOnlySpan<byte> text, int length)
    {
        if (length > PieceKey.MaxLength || !Sse.IsSupported)
        {
            return;
        }

        // Only a hint: nothing is read, and it does no harm that the collector may move the array.
        (ulong first, ulong second) = PieceKey.Read(text);
        if (length <= PieceKey.ShortLength)
        {
            ulong place = PieceKey.Mix(PieceKey.Close(first, length)) >> _shortShift;
            Sse.Prefetch0(Unsafe.AsPointer(ref _shortKeys[place]));
            Sse.Prefetch0(Unsafe.AsPointer(ref _shortIds[place]));
        }
        else
        {
            ulong place = PieceKey.Mix(first, PieceKey.Close(second, length)) >> _middleShift;
            Sse.Prefetch0(Unsafe.AsPointer(ref _middleKeys[place]));
            Sse.Prefetch0(Unsafe.AsPointer(ref _middleIds[place]));
        }
    }

    /// <summary>A number made of the bytes of a text of more than eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = (uint)text.Length;
        for (int i = 0; i < text.Length - 8; i += 8)
        {
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text[i..])) * Multiplier, 29);
        }

        return PieceKey.Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FindShort(ulong key)
    {
        ulong[] keys = _shortKeys;
        for (int i = (int)(PieceKey.Mix(key) >> _shortShift); ; i = i + 1 & keys.Length - 1)
        {
            if (keys[i] == key)
            {
                return _shortIds[i];
            }

            if (keys[i] == 0)
            {
                return None;
            }
        }
    }

    private int FindMiddle(ulong first, ulong second)
    {
        TwoNumbers[] keys = _middleKeys;
        for (int i = (int)(PieceKey.Mix(first, second) >> _middleShift); ; i = i + 1 & keys.Length - 1)
        {
            ref readonly TwoNumbers key = ref keys[i];
            if (key.Second == second && key.First == first)
            {
                return _middleIds[i];
            }

            if (key.Second == 0)
            {
                return None;
            }
        }
    }

    private int FindLong(ReadOnlySpan<byte> piece)
    {
        uint[] slots = _slots;
        uint idMask = IdMask;
        ulong hash = Hash(piece);
        for (uint i = (uint)hash & (uint)slots.Length - 1; ; i = i + 1 & (uint)slots.Length - 1)
        {
            uint slot = slots[i];
            if (slot == 0)
            {
                return None;
            }

            if (((slot ^ (uint)(hash >> 32)) & ~idMask) == 0 && Is((int)(slot & idMask) - 1, piece))
            {
                return (int)(slot & idMask) - 1;
            }
        }
    }

    /// <summary>The bits of a slot that hold an id and one more.</summary>
    private uint IdMask => BitOperations.RoundUpToPowerOf2((uint)Count + 2) - 1;

    private readonly record struct TwoNumbers(ulong First, ulong Second);
}
