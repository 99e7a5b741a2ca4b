using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace DatasetKit.Internals;

/// <summary>A growing block of UTF-8 in which JSON is written: the one place where a text becomes a JSON string.</summary>
internal sealed partial class JsonBuffer(bool ascii = false, int capacity = 96 * 1024)
{
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(capacity);

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>Whether characters outside ASCII are written as <c>\u</c> escapes.</summary>
    public bool Ascii { get; } = ascii;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Forgets everything after <paramref name="length"/>: a record that turned out to be rejected.</summary>
    public void Truncate(int length) => Length = length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(byte value)
    {
        if (Length == _bytes.Length)
        {
            Reserve(1);
        }

        _bytes[Length++] = value;
    }

    /// <summary>Copies bytes that are JSON already.</summary>
    public void Append(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Reserve(json.Length));
        Length += json.Length;
    }

    /// <summary>Writes a text as the inside of a JSON string; an absent or null text writes nothing.</summary>
    public void AppendEscaped(Text text)
    {
        switch (text.Form)
        {
            case TextForm.Clean when !Ascii:
                Append(text.Bytes);
                break;
            case TextForm.Escaped when !Ascii:
                Length += JsonEscape.Canonicalize(text.Bytes, Reserve(text.Bytes.Length));
                break;
            case TextForm.Plain or TextForm.Clean:
                AppendEscaped(text.Bytes);
                break;
            case TextForm.Escaped:
                AppendEscaped(text.ToUtf8());
                break;
        }
    }

    /// <summary>Writes plain UTF-8 as the inside of a JSON string.</summary>
    public void AppendEscaped(ReadOnlySpan<byte> plain)
    {
        if (Ascii && !System.Text.Ascii.IsValid(plain))
        {
            AppendAscii(plain);
            return;
        }

        AppendPlain(plain);
    }

    /// <summary>Writes <c>"name":</c>, after a comma if there is something before it. The name needs no escape.</summary>
    public void AppendName(bool comma, ReadOnlySpan<byte> name)
    {
        var target = Reserve(name.Length + 4);
        var at = 0;
        if (comma)
        {
            target[at++] = (byte)',';
        }

        target[at++] = (byte)'"';
        name.CopyTo(target[at..]);
        at += name.Length;
        target[at++] = (byte)'"';
        target[at++] = (byte)':';
        Length += at;
    }

    /// <summary>Writes <c>"name":"text"</c> with as few checks for room as can be: what most of a dataset consists of.</summary>
    public void AppendMember(bool comma, ReadOnlySpan<byte> name, Text text)
    {
        AppendName(comma, name);
        if (Ascii || text.Form == TextForm.Escaped)
        {
            AppendString(text);
            return;
        }

        var plain = text.Bytes;
        var target = Reserve(plain.Length + 2);
        target[0] = (byte)'"';
        var copied = JsonEscape.CopyUntilEscapable(plain, target[1..]);
        Length += copied + 1;
        if (copied < plain.Length)
        {
            AppendPlain(plain[copied..]);
            Append((byte)'"');
            return;
        }

        target[copied + 1] = (byte)'"';
        Length++;
    }

    public void AppendNumber(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        Length += written;
    }

    /// <summary>Writes a number with the fewest digits that tell it from its neighbours.</summary>
    public void AppendNumber(float value)
    {
        value.TryFormat(Reserve(20), out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Writes a whole JSON string, with its quotes.</summary>
    public void AppendString(Text text)
    {
        Append((byte)'"');
        AppendEscaped(text);
        Append((byte)'"');
    }

    /// <summary>Writes a whole JSON string, with its quotes.</summary>
    public void AppendString(string text)
    {
        Append((byte)'"');
        AppendEscaped(Encoding.UTF8.GetBytes(text));
        Append((byte)'"');
    }

    /// <summary>Escapes as it copies. Escapes are rare: room for them is made as they are met.</summary>
    private void AppendPlain(ReadOnlySpan<byte> plain)
    {
        var target = Reserve(plain.Length);
        while (true)
        {
            var copied = JsonEscape.CopyUntilEscapable(plain, target);
            Length += copied;
            if (copied == plain.Length)
            {
                return;
            }

            target = Reserve(plain.Length - copied + JsonEscape.MaxExpansion);
            var escaped = JsonEscape.EscapeByte(plain[copied], target);
            Length += escaped;
            target = target[escaped..];
            plain = plain[(copied + 1)..];
        }
    }

    private void AppendAscii(ReadOnlySpan<byte> plain)
    {
        Span<char> units = stackalloc char[2];
        while (!plain.IsEmpty)
        {
            Rune.DecodeFromUtf8(plain, out var rune, out var used);
            var target = Reserve(12);
            if (rune.IsAscii)
            {
                if (rune.Value < 32 || rune.Value is '"' or '\\')
                {
                    Length += JsonEscape.EscapeByte((byte)rune.Value, target);
                }
                else
                {
                    target[0] = (byte)rune.Value;
                    Length++;
                }
            }
            else
            {
                var count = rune.EncodeToUtf16(units);
                for (var i = 0; i < count; i++)
                {
                    JsonEscape.WriteUnicodeEscape(units[i], target[(i * 6)..]);
                }

                Length += count * 6;
            }

            plain = plain[used..];
        }
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            var larger = GC.AllocateUninitializedArray<byte>(checked((int)Math.Max((long)_bytes.Length * 3 / 2, (long)Length + count)));
            _bytes.AsSpan(0, Length).CopyTo(larger);
            _bytes = larger;
        }

        return _bytes.AsSpan(Length);
    }
}
