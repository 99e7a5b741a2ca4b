using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace DatasetKit.Internals;

/// <summary>Questions about UTF-8 text.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

#pragma warning disable RS0030 // The two places that make strings of bytes; all others say which of them they mean.
    /// <summary>The string of bytes that are known to be UTF-8.</summary>
    /// <exception cref="DecoderFallbackException">They are not.</exception>
    public static string Decode(ReadOnlySpan<byte> utf8) => s_strict.GetString(utf8);

    /// <summary>The string of any bytes, with U+FFFD for what is not UTF-8: for messages, and where a contract says so.</summary>
    public static string Show(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
#pragma warning restore RS0030

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

    /// <summary>The first byte that is not valid UTF-8; -1 when all are.</summary>
    public static int IndexOfInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var used) != OperationStatus.Done)
            {
                return at;
            }

            at += used;
        }

        return -1;
    }

    /// <summary>How many lines end in a text: at CRLF, LF or a lone CR.</summary>
    public static int CountLineEnds(ReadOnlySpan<byte> text)
    {
        var count = 0;
        for (int next; (next = text.IndexOfAny((byte)'\n', (byte)'\r')) >= 0; count++)
        {
            text = text[(next + (text[next..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }

        return count;
    }

    /// <summary>A part of a text for a message: at most 40 characters, on one line.</summary>
    public static string Excerpt(ReadOnlySpan<byte> utf8)
    {
        var shown = new StringBuilder();
        for (var i = 0; i < 40 && !utf8.IsEmpty; i++)
        {
            Rune.DecodeFromUtf8(utf8, out var rune, out var used);
            utf8 = utf8[used..];
            shown.Append(rune.Value switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ => Rune.IsControl(rune) ? $"\\u{rune.Value:x4}" : rune.ToString() });
        }

        return utf8.IsEmpty ? shown.ToString() : shown.Append('…').ToString();
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
