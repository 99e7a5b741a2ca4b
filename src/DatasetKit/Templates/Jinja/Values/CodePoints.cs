using System.Text;

namespace DatasetKit.Templates.Jinja;

/// <summary>
/// Strings as Python sees them, by code points. A text without surrogates, which a vectorised search finds out, is handled by
/// its UTF-16 units.
/// </summary>
internal static class CodePoints
{
    public static bool IsSimple(ReadOnlySpan<char> text) => !text.ContainsAnyInRange('\uD800', '\uDFFF');

    public static int Count(ReadOnlySpan<char> text)
    {
        var first = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        if (first < 0)
        {
            return text.Length;
        }

        var count = text.Length;
        for (var i = first; i < text.Length - 1; i++)
        {
            if (char.IsHighSurrogate(text[i]) && char.IsLowSurrogate(text[i + 1]))
            {
                count--;
                i++;
            }
        }

        return count;
    }

    /// <summary>The UTF-16 unit at which the code point of an index begins; the length when the index is past the end.</summary>
    public static int Offset(ReadOnlySpan<char> text, int index)
    {
        var first = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        if (first < 0 || index <= first)
        {
            return Math.Min(index, text.Length);
        }

        var at = first;
        for (var passed = first; passed < index && at < text.Length; passed++)
        {
            at += LengthAt(text, at);
        }

        return at;
    }

    /// <summary>How many units the code point at a unit has.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;

    /// <summary>The code point at a unit; a lone surrogate counts as itself.</summary>
    public static int At(ReadOnlySpan<char> text, int at) => LengthAt(text, at) == 2 ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at];

    /// <summary>Order by code points: UTF-16 order differs where surrogates meet U+E000 and above.</summary>
    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        var a = left[common];
        var b = right[common];
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : PointAround(left, common).CompareTo(PointAround(right, common));
    }

    public static string ToString(int codePoint) => codePoint < 0x10000 ? ((char)codePoint).ToString() : char.ConvertFromUtf32(codePoint);

    /// <summary>The category also of lone surrogates, which a <see cref="Rune"/> cannot hold.</summary>
    public static System.Globalization.UnicodeCategory Category(int codePoint) =>
        codePoint < 0x10000 ? char.GetUnicodeCategory((char)codePoint) : Rune.GetUnicodeCategory(new Rune(codePoint));

    private static int PointAround(string text, int at) =>
        char.IsLowSurrogate(text[at]) && at > 0 && char.IsHighSurrogate(text[at - 1]) ? At(text, at - 1) : At(text, at);
}
