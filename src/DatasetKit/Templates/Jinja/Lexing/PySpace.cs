namespace DatasetKit.Templates.Jinja;

/// <summary>Whitespace as Python's <c>str.strip</c> and <c>\s</c> see it.</summary>
internal static class PySpace
{
    public static bool Is(char value) => value < 0x80
        ? value is ' ' or (>= '\t' and <= '\r') or (>= '\x1c' and <= '\x1f')
        : value is '\x85' or '\xa0' or '\u1680' or (>= '\u2000' and <= '\u200a') or '\u2028' or '\u2029' or '\u202f' or '\u205f' or '\u3000';

    public static int SkipFrom(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && Is(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Where the whitespace at the end begins.</summary>
    public static int TrimmedEnd(ReadOnlySpan<char> text, int start = 0)
    {
        var end = text.Length;
        while (end > start && Is(text[end - 1]))
        {
            end--;
        }

        return end;
    }
}
