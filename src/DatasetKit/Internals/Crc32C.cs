using System.Buffers.Binary;
using System.Numerics;

namespace DatasetKit.Internals;

/// <summary>
/// A checksum of several texts of four CRC-32C (RFC 3720, Castagnoli), each over every fourth word, in hardware where there is any:
/// tells equal texts from others, cheaply. One alone would wait for itself.
/// </summary>
internal static class Crc32C
{
    /// <summary>Goes on with a checksum.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 32)
        {
            checksum = AppendInLanes(checksum, ref bytes);
        }

        while (bytes.Length >= 8)
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
        {
            checksum = BitOperations.Crc32C(checksum, value);
        }

        return checksum;
    }

    private static uint AppendInLanes(uint checksum, ref ReadOnlySpan<byte> bytes)
    {
        var (second, third, fourth) = (0u, 0u, 0u);
        while (bytes.Length >= 32)
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            second = BitOperations.Crc32C(second, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
            third = BitOperations.Crc32C(third, BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]));
            fourth = BitOperations.Crc32C(fourth, BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
            bytes = bytes[32..];
        }

        // Sums are linear, so each lane gets a factor of its own: added as they are, two words exchanged would make no difference.
        var mixed = (checksum * 0x9E3779B97F4A7C15) + (second * 0xC2B2AE3D27D4EB4F) + (third * 0x165667B19E3779F9ul) + (fourth * 0xD6E8FEB86659FD93);
        return (uint)(mixed >> 32);
    }
}
