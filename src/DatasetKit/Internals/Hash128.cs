using System.Buffers.Binary;
using System.Numerics;

namespace DatasetKit.Internals;

/// <summary>A fast hash of 128 bits, equal on every machine and run; not for secrets: MurmurHash3 x64 128 (aappleby/smhasher, public domain) with a seed of 64 bits.</summary>
/// <remarks>
/// Two words and 64-bit products: code with <see cref="UInt128"/> or products of 128 bits is not precompiled, and costs more at
/// the start than it saves later.
/// </remarks>
internal readonly struct Hash128(ulong low, ulong high)
{
    private const ulong First = 0x87C37B91114253D5;
    private const ulong Second = 0x4CF5AD432745937F;

    public ulong Low { get; } = low;

    public ulong High { get; } = high;

    /// <summary>The hash of some bytes.</summary>
    public static Hash128 Of(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var (low, high) = (seed, seed);
        var length = (ulong)bytes.Length;
        while (bytes.Length >= 16)
        {
            low = (BitOperations.RotateLeft(low ^ MixFirst(BinaryPrimitives.ReadUInt64LittleEndian(bytes)), 27) + high) * 5 + 0x52DCE729;
            high = (BitOperations.RotateLeft(high ^ MixSecond(BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..])), 31) + low) * 5 + 0x38495AB5;
            bytes = bytes[16..];
        }

        low ^= MixFirst(ReadUpTo8(bytes));
        high ^= bytes.Length > 8 ? MixSecond(ReadUpTo8(bytes[8..])) : 0;
        low ^= length;
        high ^= length;
        low += high;
        high += low;
        low = Finish(low);
        high = Finish(high);
        low += high;
        return new Hash128(low, high + low);
    }

    public bool Is(Hash128 other) => Low == other.Low && High == other.High;

    private static ulong MixFirst(ulong word) => BitOperations.RotateLeft(word * First, 31) * Second;

    private static ulong MixSecond(ulong word) => BitOperations.RotateLeft(word * Second, 33) * First;

    private static ulong Finish(ulong word)
    {
        word = (word ^ (word >> 33)) * 0xFF51AFD7ED558CCD;
        word = (word ^ (word >> 33)) * 0xC4CEB9FE1A85EC53;
        return word ^ (word >> 33);
    }

    /// <summary>The first eight bytes, or as many as there are, with zeros above them.</summary>
    private static ulong ReadUpTo8(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 8)
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        }

        var word = 0ul;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            word = (word << 8) | bytes[i];
        }

        return word;
    }
}
