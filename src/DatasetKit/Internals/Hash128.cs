using System.Buffers.Binary;

namespace DatasetKit.Internals;

/// <summary>
/// A fast hash of 128 bits, equal on every machine and run; not for secrets. Two lanes of multiply and fold, after the idea of
/// wyhash (wangyi-fudan/wyhash), with constants of its own: outputs must not be compared with other implementations.
/// </summary>
internal static class Hash128
{
    // The first digits of the fractions of the square roots of 2, 3, 5 and 7, made odd.
    private const ulong A = 0x6A09E667F3BCC909;
    private const ulong B = 0xBB67AE8584CAA73B;
    private const ulong C = 0x3C6EF372FE94F82B;
    private const ulong D = 0xA54FF53A5F1D36F1;

    /// <summary>The hash of some bytes.</summary>
    public static UInt128 Of(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var (low, high) = (seed ^ A, seed ^ B);
        var length = (ulong)bytes.Length;
        while (bytes.Length >= 16)
        {
            Mix(ref low, ref high, BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
            bytes = bytes[16..];
        }

        Span<byte> rest = stackalloc byte[16];
        rest.Clear();
        bytes.CopyTo(rest);
        Mix(ref low, ref high, BinaryPrimitives.ReadUInt64LittleEndian(rest), BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]) ^ length);
        Mix(ref low, ref high, length ^ C, D);
        return new UInt128(high, low);
    }

    private static void Mix(ref ulong low, ref ulong high, ulong first, ulong second)
    {
        // A factor of zero would forget the other: the words are added to the lanes as well as multiplied.
        low = Fold(first ^ C ^ low, second ^ low ^ A) + high;
        high = Fold(first ^ B ^ high, second + (high ^ D)) ^ ulong.RotateLeft(first + second, 29);
    }

    private static ulong Fold(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return low ^ high;
    }
}
