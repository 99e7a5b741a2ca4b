using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace DatasetKit.Tokenization;

/// <summary>Steps through valid UTF-8, and the classes of characters that the sections of a tokenizer file speak of.</summary>
internal static class Utf8Steps
{
    /// <summary>How many bytes the character at a place has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int SizeAt(ReadOnlySpan<byte> utf8, int position) =>
        utf8[position] switch { < 0x80 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 };

    /// <summary>The code point at a place.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="position">Where the code point starts.</param>
    /// <param name="size">How many bytes it has.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int CodePointAt(ReadOnlySpan<byte> utf8, int position, out int size)
    {
        int lead = utf8[position];
        if (lead < 0x80)
        {
            size = 1;
            return lead;
        }

        return Multibyte(utf8, position, lead, out size);
    }

    /// <summary>Where the code point before a place starts.</summary>
    internal static int Before(ReadOnlySpan<byte> utf8, int position)
    {
        do
        {
            position--;
        }
        while (position > 0 && (utf8[position] & 0xC0) == 0x80);
        return position;
    }

    /// <summary>Whether a place is between two code points.</summary>
    internal static bool IsBoundary(ReadOnlySpan<byte> utf8, int position) =>
        position <= 0 || position >= utf8.Length || (utf8[position] & 0xC0) != 0x80;

    /// <summary>Unicode's White_Space.</summary>
    internal static bool IsWhiteSpace(int codePoint) => codePoint < 0x80
        ? codePoint is ' ' or (>= 9 and <= 13)
        : codePoint is 0x85 or 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000;

    /// <summary>A number of any kind: decimal digits, letter numbers, fractions; also those of Unicode 17, which Rust knows and .NET 10 does not.</summary>
    internal static bool IsNumeric(int codePoint) => codePoint is (>= 0x11DE0 and <= 0x11DE9) or (>= 0x16FF4 and <= 0x16FF6)
        || CategoryOf(codePoint) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary><c>\w</c>: letters, marks, digits, connectors and joiners.</summary>
    internal static bool IsWord(int codePoint) => CategoryOf(codePoint) switch
    {
        <= UnicodeCategory.LetterNumber => true,
        UnicodeCategory.ConnectorPunctuation => true,
        // Circled and squared letters are alphabetic; the joiners hold words together.
        _ => codePoint is 0x200C or 0x200D or (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189),
    };

    /// <summary>The general category of a code point.</summary>
    internal static UnicodeCategory CategoryOf(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint);

    /// <summary>Writes a code point as UTF-8.</summary>
    /// <returns>How many bytes it took.</returns>
    internal static int Write(int codePoint, Span<byte> target) => new Rune(codePoint).EncodeToUtf8(target);

    private static int Multibyte(ReadOnlySpan<byte> utf8, int position, int lead, out int size)
    {
        if (lead < 0xE0)
        {
            size = 2;
            return (lead & 0x1F) << 6 | utf8[position + 1] & 0x3F;
        }

        if (lead < 0xF0)
        {
            size = 3;
            return (lead & 0x0F) << 12 | (utf8[position + 1] & 0x3F) << 6 | utf8[position + 2] & 0x3F;
        }

        size = 4;
        return (lead & 0x07) << 18 | (utf8[position + 1] & 0x3F) << 12 | (utf8[position + 2] & 0x3F) << 6 | utf8[position + 3] & 0x3F;
    }
}
