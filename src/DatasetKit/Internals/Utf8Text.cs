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
}
