using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace DatasetKit.Internals;

/// <summary>Questions about UTF-8 text.</summary>
internal static class Utf8Text
{
    /// <summary>How many code points valid UTF-8 holds: all bytes but the continuation bytes.</summary>
    public static int CountCodePoints(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        var words = MemoryMarshal.Cast<byte, ulong>(utf8);
        foreach (var word in words)
        {
            // A continuation byte is 10xxxxxx: bit 7 set, bit 6 clear.
            count += 8 - BitOperations.PopCount(word & (~word << 1) & 0x8080808080808080ul);
        }

        foreach (var value in utf8[(words.Length * 8)..])
        {
            count += (value & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    /// <summary>The byte offset of a code point, or -1 when there are fewer.</summary>
    public static int OffsetOfCodePoint(ReadOnlySpan<byte> utf8, long index)
    {
        var offset = 0;
        for (; index > 0; index--)
        {
            if (offset >= utf8.Length || Rune.DecodeFromUtf8(utf8[offset..], out _, out var used) != OperationStatus.Done)
            {
                return -1;
            }

            offset += used;
        }

        return offset;
    }

    /// <summary>The column, in code points from 1, of the first byte that is not valid UTF-8; 0 when all are.</summary>
    public static int ColumnOfFirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var column = 1;
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out _, out var used) != OperationStatus.Done)
            {
                return column;
            }

            column++;
            bytes = bytes[used..];
        }

        return 0;
    }

    /// <summary>The column, in code points from 1, of the byte at <paramref name="offset"/>; bytes that are not valid count one each.</summary>
    public static int ColumnAt(ReadOnlySpan<byte> line, int offset) => CountCodePoints(line[..Math.Clamp(offset, 0, line.Length)]) + 1;
}
