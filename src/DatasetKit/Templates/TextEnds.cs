using DatasetKit.Internals;
using DatasetKit.Templates.Jinja;

namespace DatasetKit.Templates;

/// <summary>Texts without the whitespace around them, as Python's <c>strip</c> leaves them: the trainers of several systems do that before they print.</summary>
internal static class TextEnds
{
    /// <summary>Without whitespace at both ends (<c>strip()</c>).</summary>
    public static Text Strip(Text text)
    {
        text = StripAscii(text);
        if (HasNoneAtEnds(text))
        {
            return text;
        }

        var whole = text.ToString();
        var start = PySpace.SkipFrom(whole, 0);
        return Part(text, whole, start, PySpace.TrimmedEnd(whole, start));
    }

    /// <summary>Without whitespace at the end (<c>rstrip()</c>).</summary>
    public static Text StripEnd(Text text)
    {
        if (HasNoneAtEnds(text))
        {
            return text;
        }

        var whole = text.ToString();
        return Part(text, whole, 0, PySpace.TrimmedEnd(whole));
    }

    /// <summary>Without spaces at the end (<c>rstrip(" ")</c>).</summary>
    public static Text StripSpacesAtEnd(Text text)
    {
        if (HasNoneAtEnds(text))
        {
            return text;
        }

        var whole = text.ToString();
        return Part(text, whole, 0, whole.AsSpan().TrimEnd(' ').Length);
    }

    /// <summary>Without what is plainly whitespace: that needs no characters to be made of the bytes.</summary>
    private static Text StripAscii(Text text)
    {
        if (text.Form == TextForm.Escaped || !text.HasValue)
        {
            return text;
        }

        var bytes = text.Bytes;
        var (start, end) = (0, bytes.Length);
        while (start < end && IsAsciiSpace(bytes[start]))
        {
            start++;
        }

        while (end > start && IsAsciiSpace(bytes[end - 1]))
        {
            end--;
        }

        return end - start == bytes.Length ? text : text.Slice(start, end - start);
    }

    private static bool IsAsciiSpace(byte value) => value is (byte)' ' or (>= 0x09 and <= 0x0D) or (>= 0x1C and <= 0x1F);

    private static Text Part(Text text, string whole, int start, int end) => end - start == whole.Length ? text : whole[start..end];

    // An escaped text may begin or end with whitespace that does not look like it.
    private static bool HasNoneAtEnds(Text text) =>
        text.IsEmpty || (text.Form != TextForm.Escaped && text.Bytes[0] is > (byte)' ' and < 0x80 && text.Bytes[^1] is > (byte)' ' and < 0x80);
}
