using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace DatasetKit.Internals;

/// <summary>JSON string escapes over UTF-8, both ways. Only <c>"</c>, <c>\</c> and control characters are escaped.</summary>
internal static class JsonEscape
{
    /// <summary>The longest escape of one byte: <c>\u0000</c>.</summary>
    public const int MaxExpansion = 6;

    /// <summary>Writes plain UTF-8 as the inside of a JSON string. <paramref name="target"/> must hold six times the source.</summary>
    public static int Escape(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var written = 0;
        while (true)
        {
            var copied = CopyUntilEscapable(source, target[written..]);
            written += copied;
            if (copied == source.Length)
            {
                return written;
            }

            written += EscapeByte(source[copied], target[written..]);
            source = source[(copied + 1)..];
        }
    }

    /// <summary>Copies up to the first byte that JSON demands an escape for; escapes are too close together for one search after the other.</summary>
    /// <returns>How many bytes were copied.</returns>
    public static int CopyUntilEscapable(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (source.Length < Vector128<byte>.Count)
        {
            return CopyFew(source, target);
        }

        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(target[..source.Length]);
        var last = source.Length - Vector128<byte>.Count;
        for (var at = 0; ; at = Math.Min(at + Vector128<byte>.Count, last))
        {
            var block = Vector128.LoadUnsafe(ref from, (nuint)at);
            block.StoreUnsafe(ref to, (nuint)at);
            var hits = Vector128.Equals(Vector128.Min(block, Vector128.Create((byte)0x1F)), block)
                | Vector128.Equals(block, Vector128.Create((byte)'"'))
                | Vector128.Equals(block, Vector128.Create((byte)'\\'));
            var found = hits.ExtractMostSignificantBits();
            if (found != 0)
            {
                return at + BitOperations.TrailingZeroCount(found);
            }

            // The last block reaches back over bytes that are known to need none.
            if (at == last)
            {
                return source.Length;
            }
        }
    }

    private static int CopyFew(ReadOnlySpan<byte> source, Span<byte> target)
    {
        for (var at = 0; at < source.Length; at++)
        {
            if (source[at] is < 0x20 or (byte)'"' or (byte)'\\')
            {
                return at;
            }

            target[at] = source[at];
        }

        return source.Length;
    }

    /// <summary>Writes one byte below 0x20, a quote or a backslash as its shortest escape.</summary>
    public static int EscapeByte(byte value, Span<byte> target)
    {
        target[0] = (byte)'\\';
        var letter = value switch
        {
            (byte)'"' => (byte)'"',
            (byte)'\\' => (byte)'\\',
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            (byte)'\b' => (byte)'b',
            (byte)'\f' => (byte)'f',
            _ => (byte)0,
        };
        if (letter != 0)
        {
            target[1] = letter;
            return 2;
        }

        WriteUnicodeEscape(value, target);
        return 6;
    }

    /// <summary>Writes <c>\uXXXX</c>, lower-case, for one UTF-16 unit.</summary>
    public static void WriteUnicodeEscape(int unit, Span<byte> target)
    {
        target[0] = (byte)'\\';
        target[1] = (byte)'u';
        for (var i = 0; i < 4; i++)
        {
            target[2 + i] = "0123456789abcdef"u8[(unit >> (12 - (4 * i))) & 15];
        }
    }

    /// <summary>Undoes the escapes of a grammatical JSON string. The result is never longer than the source.</summary>
    public static int Unescape(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var written = 0;
        while (true)
        {
            var next = source.IndexOf((byte)'\\');
            if (next < 0)
            {
                source.CopyTo(target[written..]);
                return written + source.Length;
            }

            source[..next].CopyTo(target[written..]);
            written += next;
            source = source[next..];
            var used = UnescapeOne(source, out var rune);
            written += rune.EncodeToUtf8(target[written..]);
            source = source[used..];
        }
    }

    /// <summary>Reads the escape at the start of <paramref name="source"/>; a surrogate pair is one escape of twelve bytes.</summary>
    public static int UnescapeOne(ReadOnlySpan<byte> source, out Rune rune)
    {
        if (source[1] != (byte)'u')
        {
            rune = new Rune((char)(source[1] switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                var other => other,
            }));
            return 2;
        }

        var unit = (char)ReadHex(source[2..]);
        if (char.IsHighSurrogate(unit) && source.Length >= 12 && source[6] == '\\' && source[7] == 'u')
        {
            var low = (char)ReadHex(source[8..]);
            if (char.IsLowSurrogate(low))
            {
                rune = new Rune(unit, low);
                return 12;
            }
        }

        rune = Rune.TryCreate(unit, out var single) ? single : Rune.ReplacementChar;
        return 6;
    }

    /// <summary>The offset of a surrogate escape without its other half, or -1. The reader refuses records that hold one.</summary>
    public static int IndexOfLoneSurrogate(ReadOnlySpan<byte> escaped)
    {
        var at = 0;
        while (true)
        {
            var next = escaped[at..].IndexOf((byte)'\\');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (escaped[at + 1] != (byte)'u')
            {
                at += 2;
                continue;
            }

            if (char.IsSurrogate((char)ReadHex(escaped[(at + 2)..])))
            {
                if (UnescapeOne(escaped[at..], out _) != 12)
                {
                    return at;
                }

                at += 6;
            }

            at += 6;
        }
    }

    /// <summary>
    /// Copies the inside of a JSON string, rewriting every escape that is not the one this writer would choose
    /// (<c>\/</c>, <c>\u00e9</c>), so that equal texts are equal bytes whatever wrote them.
    /// </summary>
    public static int Canonicalize(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var written = 0;
        while (true)
        {
            var next = source.IndexOf((byte)'\\');
            if (next < 0)
            {
                source.CopyTo(target[written..]);
                return written + source.Length;
            }

            source[..next].CopyTo(target[written..]);
            written += next;
            source = source[next..];
            if (source[1] is (byte)'n' or (byte)'"' or (byte)'\\' or (byte)'t' or (byte)'r')
            {
                BinaryPrimitives.WriteInt16LittleEndian(target[written..], BinaryPrimitives.ReadInt16LittleEndian(source));
                written += 2;
                source = source[2..];
                continue;
            }

            var used = UnescapeOne(source, out var rune);
            written += rune.Value < 32 || rune.Value is '"' or '\\'
                ? EscapeByte((byte)rune.Value, target[written..])
                : rune.EncodeToUtf8(target[written..]);
            source = source[used..];
        }
    }

    private static int ReadHex(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        for (var i = 0; i < 4; i++)
        {
            var digit = digits[i];
            value = (value << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return value;
    }
}
