using System.Globalization;

namespace DatasetKit.Templates.Jinja;

/// <summary>Python's classes of characters, and what they say of whole texts.</summary>
internal static class TextClasses
{
    public static bool IsAlpha(int point) => CodePoints.Category(point) <= UnicodeCategory.OtherLetter;

    public static bool IsDecimal(int point) => CodePoints.Category(point) == UnicodeCategory.DecimalDigitNumber;

    public static bool IsDigit(int point) => IsDecimal(point) || (Numeric(point) is >= 0 and <= 9 and var value && Math.Floor(value) == value && HasDigitType(point));

    public static bool IsNumeric(int point) => Numeric(point) >= 0 || CodePoints.Category(point) == UnicodeCategory.LetterNumber || IsHanNumber(point);

    public static bool IsAlphaNumeric(int point) => IsAlpha(point) || IsNumeric(point);

    public static bool IsSpace(int point) => point < 0x10000 && PySpace.Is((char)point);

    /// <summary>A character of a word, as <c>\w</c> has it.</summary>
    public static bool IsWord(int point) => point < 0x80 ? point == '_' || char.IsAsciiLetterOrDigit((char)point) : IsAlphaNumeric(point);

    public static bool IsLower(string text) => HasOnly(text, Casing.IsLower, point => Casing.IsCased(point));

    public static bool IsUpper(string text) => HasOnly(text, Casing.IsUpper, point => Casing.IsCased(point));

    public static bool IsTitle(string text)
    {
        var any = false;
        var inWord = false;
        for (var at = 0; at < text.Length; at += CodePoints.LengthAt(text, at))
        {
            var point = CodePoints.At(text, at);
            var starts = Casing.IsUpper(point) || CodePoints.Category(point) == UnicodeCategory.TitlecaseLetter;
            if (starts == inWord && (starts || Casing.IsLower(point)))
            {
                return false;
            }

            inWord = starts || Casing.IsLower(point);
            any |= inWord;
        }

        return any;
    }

    public static bool IsIdentifier(string text)
    {
        for (var at = 0; at < text.Length; at += CodePoints.LengthAt(text, at))
        {
            var point = CodePoints.At(text, at);
            var category = CodePoints.Category(point);
            var starts = point == '_' || category <= UnicodeCategory.OtherLetter || category == UnicodeCategory.LetterNumber;
            if (!starts && (at == 0 || category is not (UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation)))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    private static bool HasOnly(string text, Func<int, bool> wanted, Func<int, bool> counts)
    {
        var any = false;
        for (var at = 0; at < text.Length; at += CodePoints.LengthAt(text, at))
        {
            var point = CodePoints.At(text, at);
            if (wanted(point))
            {
                any = true;
            }
            else if (counts(point))
            {
                return false;
            }
        }

        return any;
    }

    private static double Numeric(int point) => point < 0x10000
        ? CharUnicodeInfo.GetNumericValue((char)point)
        : CharUnicodeInfo.GetNumericValue(char.ConvertFromUtf32(point), 0);

    private static bool HasDigitType(int point) => point < 0x10000
        ? CharUnicodeInfo.GetDigitValue((char)point) >= 0
        : CharUnicodeInfo.GetDigitValue(char.ConvertFromUtf32(point), 0) >= 0;

    /// <summary>The Han characters that are numbers; the runtime has no table of them.</summary>
    private static bool IsHanNumber(int point) => point < 0x10000
        && "\u3405\u3483\u382a\u3b4d\u4e00\u4e03\u4e07\u4e09\u4e5d\u4e8c\u4e94\u4e96\u4ebf\u4ec0\u4edf\u4ee8\u4f0d\u4f70\u5104\u5146\u5169\u516b\u516d\u5341\u5343\u5344\u5345\u534c\u53c1\u53c2\u53c3\u53c4\u56db\u58f1\u58f9\u5e7a\u5efe\u5eff\u5f0c\u5f0d\u5f0e\u5f10\u62fe\u634c\u67d2\u6f06\u7396\u767e\u8086\u8cae\u8cb3\u8d30\u9621\u9646\u964c\u9678\uf96b\uf973\uf978\uf9b2\uf9d1\uf9d3\uf9fd".Contains((char)point);
}
