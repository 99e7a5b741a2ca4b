using System.Text;
using DatasetKit.Internals;

namespace DatasetKit.Reports;

/// <summary>
/// Control characters as pictures: data that is shown must not act on what shows it. Line ends and tabs stay. The pictures of Unicode stand at U+2400 in the
/// order of the characters; those above U+007F have none.
/// </summary>
internal static class ControlPictures
{
    /// <summary>Appends UTF-8 with its control characters shown.</summary>
    public static void Append(JsonBuffer page, ReadOnlySpan<byte> text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var length = LengthAt(text, i);
            if (length > 0)
            {
                page.Append(text[start..i]);
                page.Append(Encoding.UTF8.GetBytes(Picture(length == 1 ? text[i] : text[i + 1])));
                i += length - 1;
                start = i + 1;
            }
        }

        page.Append(text[start..]);
    }

    /// <summary>How many bytes the control character here has; 0 when it is none.</summary>
    private static int LengthAt(ReadOnlySpan<byte> text, int at) => text[at] switch
    {
        (byte)'\n' or (byte)'\t' => 0,
        < 0x20 or 0x7F => 1,
        0xC2 when at + 1 < text.Length && text[at + 1] is >= 0x80 and < 0xA0 => 2,
        _ => 0,
    };

    private static string Picture(byte code) => code switch
    {
        < 0x20 => ((char)(0x2400 + code)).ToString(),
        0x7F => "\u2421",
        _ => $"<U+00{code:X2}>",
    };
}
