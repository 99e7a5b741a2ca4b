using System.Buffers;
using System.Text;
using DatasetKit.Internals;

namespace DatasetKit;

/// <summary>
/// A text of an example: UTF-8 over the block it was read from, a <see cref="string"/> only when somebody asks.
/// Three states: absent (the field is not there), null (JSON's null), or a value, which may be empty.
/// <c>default</c> is absent. Two texts are equal when they have the same state and the same characters.
/// </summary>
public readonly struct Text : IEquatable<Text>
{
    private const int LengthBits = 29;
    private const uint LengthMask = (1u << LengthBits) - 1;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[]? _block;
    private readonly int _start;
    private readonly uint _lengthAndForm;

    internal Text(byte[] block, int start, int length, TextForm form)
    {
        _block = block;
        _start = start;
        _lengthAndForm = ((uint)form << LengthBits) | (uint)length;
    }

    private Text(TextForm form) => _lengthAndForm = (uint)form << LengthBits;

    /// <summary>The field is there and is JSON's null.</summary>
    public static Text Null => new(TextForm.Null);

    /// <summary>A value of no characters.</summary>
    public static Text Empty { get; } = new([], 0, 0, TextForm.Clean);

    /// <summary>Whether the field is not there at all.</summary>
    public bool IsAbsent => Form == TextForm.Absent;

    /// <summary>Whether the field is there and is JSON's null.</summary>
    public bool IsNull => Form == TextForm.Null;

    /// <summary>Whether there is a value, be it empty.</summary>
    public bool HasValue => Form >= TextForm.Plain;

    /// <summary>Whether it has exactly these characters.</summary>
    internal bool Is(string ascii) => Form == TextForm.Escaped ? this == (Text)ascii : HasValue && System.Text.Ascii.Equals(Bytes, ascii);

    /// <summary>Whether there is no character: absent, null, or a value of length zero.</summary>
    public bool IsEmpty => (_lengthAndForm & LengthMask) == 0;

    internal TextForm Form => (TextForm)(_lengthAndForm >> LengthBits);

    /// <summary>The bytes as they stand in the block, escaped or not: see <see cref="Form"/>.</summary>
    internal ReadOnlySpan<byte> Bytes => _block.AsSpan(_start, (int)(_lengthAndForm & LengthMask));

    /// <summary>Makes a text of a string.</summary>
    /// <param name="value">The characters; null gives an absent text.</param>
    /// <exception cref="ArgumentException">The string holds half a surrogate pair, which UTF-8 cannot hold.</exception>
    public static implicit operator Text(string? value) => FromString(value);

    /// <summary>Whether two texts have the same state and the same characters.</summary>
    public static bool operator ==(Text left, Text right) => left.Equals(right);

    /// <summary>Whether two texts differ in state or characters.</summary>
    public static bool operator !=(Text left, Text right) => !left.Equals(right);

    /// <summary>Makes a text of a string.</summary>
    /// <param name="value">The characters; null gives an absent text.</param>
    /// <exception cref="ArgumentException">The string holds half a surrogate pair, which UTF-8 cannot hold.</exception>
    public static Text FromString(string? value) => value is null ? default : Plain(Strict.GetBytes(value));

    /// <summary>Makes a text of a copy of UTF-8 bytes.</summary>
    /// <param name="utf8">Valid UTF-8, any length below 512 MiB.</param>
    /// <exception cref="ArgumentException">The bytes are not valid UTF-8.</exception>
    public static Text FromUtf8(ReadOnlySpan<byte> utf8) => System.Text.Unicode.Utf8.IsValid(utf8)
        ? Plain(utf8.ToArray())
        : throw new ArgumentException("The bytes are not valid UTF-8; decode them with their own encoding first.", nameof(utf8));

    /// <summary>The characters; an absent or null text gives an empty string.</summary>
    public override string ToString()
    {
        if (Form != TextForm.Escaped)
        {
            return Utf8Text.Decode(Bytes);
        }

        var decoded = ArrayPool<byte>.Shared.Rent(Bytes.Length);
        try
        {
            return Utf8Text.Decode(decoded.AsSpan(0, JsonEscape.Unescape(Bytes, decoded)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(decoded);
        }
    }

    /// <summary>The characters as new UTF-8 bytes; an absent or null text gives none.</summary>
    public byte[] ToUtf8()
    {
        if (Form != TextForm.Escaped)
        {
            return Bytes.ToArray();
        }

        var decoded = new byte[Bytes.Length];
        return decoded[..JsonEscape.Unescape(Bytes, decoded)];
    }

    /// <inheritdoc/>
    public bool Equals(Text other)
    {
        if (!HasValue || !other.HasValue)
        {
            return Form == other.Form;
        }

        return (Form == TextForm.Escaped) == (other.Form == TextForm.Escaped) && Bytes.SequenceEqual(other.Bytes)
            || ((Form == TextForm.Escaped || other.Form == TextForm.Escaped) && ToUtf8().AsSpan().SequenceEqual(other.ToUtf8()));
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Text other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(HasValue);
        hash.AddBytes(Form == TextForm.Escaped ? ToUtf8() : Bytes);
        return hash.ToHashCode();
    }

    /// <summary>
    /// The characters as UTF-8, without a copy where there is nothing to unescape; otherwise in <paramref name="scratch"/>,
    /// which grows as needed and is good until its next use.
    /// </summary>
    internal ReadOnlySpan<byte> Utf8(ref byte[] scratch)
    {
        if (Form != TextForm.Escaped)
        {
            return Bytes;
        }

        if (scratch.Length < Bytes.Length)
        {
            scratch = new byte[Math.Max(Bytes.Length, scratch.Length * 2)];
        }

        return scratch.AsSpan(0, JsonEscape.Unescape(Bytes, scratch));
    }

    /// <summary>A part of a plain text, by bytes.</summary>
    internal Text Slice(int start, int length) => new(_block!, _start + start, length, Form);

    internal static Text Plain(byte[] utf8) => new(utf8, 0, utf8.Length, TextForm.Plain);

    /// <summary>Several texts as one.</summary>
    internal static Text Join(Text first, ReadOnlySpan<byte> between, Text second)
    {
        var joined = new byte[first.Bytes.Length + between.Length + second.Bytes.Length];
        var length = first.CopyTo(joined);
        between.CopyTo(joined.AsSpan(length));
        length += between.Length;
        length += second.CopyTo(joined.AsSpan(length));
        return new(joined, 0, length, TextForm.Plain);
    }

    /// <summary>Writes the characters as UTF-8; how many bytes they took, never more than <see cref="Bytes"/> has.</summary>
    internal int CopyTo(Span<byte> target)
    {
        if (Form == TextForm.Escaped)
        {
            return JsonEscape.Unescape(Bytes, target);
        }

        Bytes.CopyTo(target);
        return Bytes.Length;
    }
}
