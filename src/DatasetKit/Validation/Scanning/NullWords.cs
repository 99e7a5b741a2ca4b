using System.Text;

namespace DatasetKit.Validation;

/// <summary>What programs print for a value that is not there.</summary>
internal static class NullWords
{
    public const int Longest = 11;

    /// <summary>Whether one of the words may begin so; white space may stand before it.</summary>
    public static bool MayBegin(byte first) => first is (byte)'n' or (byte)'N' or (byte)'u' or (byte)'U' or (byte)'#' or (byte)'<' or (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\\';

    /// <summary>Whether a text is one of the words and nothing else. Plain <c>NA</c> is not: it is sodium and Namibia.</summary>
    public static bool Is(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.Trim(" \t\r\n"u8);
        return Ascii.EqualsIgnoreCase(utf8, "none"u8)
            || Ascii.EqualsIgnoreCase(utf8, "nan"u8)
            || Ascii.EqualsIgnoreCase(utf8, "null"u8)
            || Ascii.EqualsIgnoreCase(utf8, "n/a"u8)
            || Ascii.EqualsIgnoreCase(utf8, "#n/a"u8)
            || Ascii.EqualsIgnoreCase(utf8, "<na>"u8)
            || Ascii.EqualsIgnoreCase(utf8, "undefined"u8);
    }
}
