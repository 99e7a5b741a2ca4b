using System.Buffers;
using System.Text;

namespace DatasetKit.Validation;

/// <summary>What is wrong with a text that a model cannot do without and that has characters.</summary>
internal static class RequiredText
{
    private static readonly SearchValues<byte> AsciiWhite = SearchValues.Create(" \t\r\n\f\v"u8);

    /// <summary>Blank, invisible, or nothing wrong.</summary>
    public static Traits Judge(Text text, ref byte[] scratch)
    {
        // Nearly all texts begin with a visible ASCII character.
        var first = text.Bytes[0];
        return first is > (byte)' ' and < 0x7F && (first != '\\' || text.Form != Internals.TextForm.Escaped)
            ? Traits.None
            : Judge(text.Utf8(ref scratch));
    }

    private static Traits Judge(ReadOnlySpan<byte> utf8)
    {
        var start = utf8.IndexOfAnyExcept(AsciiWhite);
        if (start < 0)
        {
            return Traits.Blank;
        }

        utf8 = utf8[start..];
        var invisible = false;
        while (!utf8.IsEmpty)
        {
            Rune.DecodeFromUtf8(utf8, out var rune, out var used);
            utf8 = utf8[used..];
            if (Rune.IsWhiteSpace(rune))
            {
                continue;
            }

            if (!IsInvisible(rune))
            {
                return Traits.None;
            }

            invisible = true;
        }

        return invisible ? Traits.Invisible : Traits.Blank;
    }

    // Control characters, and those of Unicode's format characters and fillers that show nothing by themselves.
    private static bool IsInvisible(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value is 0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x180E or 0x3164 or 0xFEFF or 0xFFA0
            or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F)
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);
}
