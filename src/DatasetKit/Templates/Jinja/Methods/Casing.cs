using System.Globalization;
using System.Text;

namespace DatasetKit.Templates.Jinja;

/// <summary>
/// Unicode's full case mapping, as Python has it: one letter may become several. The runtime maps letter by letter; what
/// differs stands here. Source: the Unicode Character Database, SpecialCasing.txt and CaseFolding.txt.
/// </summary>
internal static class Casing
{
    private const string UpperTable = "\u00dfSS|\u0149\u02bcN|\u01f0J\u030c|\u0390\u0399\u0308\u0301|\u03b0\u03a5\u0308\u0301|\u0587\u0535\u0552|\u1e96H\u0331|\u1e97T\u0308|\u1e98W\u030a|"
        + "\u1e99Y\u030a|\u1e9aA\u02be|\u1f50\u03a5\u0313|\u1f52\u03a5\u0313\u0300|\u1f54\u03a5\u0313\u0301|\u1f56\u03a5\u0313\u0342|\u1f80\u1f08\u0399|\u1f81"
        + "\u1f09\u0399|\u1f82\u1f0a\u0399|\u1f83\u1f0b\u0399|\u1f84\u1f0c\u0399|\u1f85\u1f0d\u0399|\u1f86\u1f0e\u0399|\u1f87\u1f0f\u0399|\u1f88\u1f08\u0399|"
        + "\u1f89\u1f09\u0399|\u1f8a\u1f0a\u0399|\u1f8b\u1f0b\u0399|\u1f8c\u1f0c\u0399|\u1f8d\u1f0d\u0399|\u1f8e\u1f0e\u0399|\u1f8f\u1f0f\u0399|\u1f90\u1f28"
        + "\u0399|\u1f91\u1f29\u0399|\u1f92\u1f2a\u0399|\u1f93\u1f2b\u0399|\u1f94\u1f2c\u0399|\u1f95\u1f2d\u0399|\u1f96\u1f2e\u0399|\u1f97\u1f2f\u0399|\u1f98"
        + "\u1f28\u0399|\u1f99\u1f29\u0399|\u1f9a\u1f2a\u0399|\u1f9b\u1f2b\u0399|\u1f9c\u1f2c\u0399|\u1f9d\u1f2d\u0399|\u1f9e\u1f2e\u0399|\u1f9f\u1f2f\u0399|"
        + "\u1fa0\u1f68\u0399|\u1fa1\u1f69\u0399|\u1fa2\u1f6a\u0399|\u1fa3\u1f6b\u0399|\u1fa4\u1f6c\u0399|\u1fa5\u1f6d\u0399|\u1fa6\u1f6e\u0399|\u1fa7\u1f6f"
        + "\u0399|\u1fa8\u1f68\u0399|\u1fa9\u1f69\u0399|\u1faa\u1f6a\u0399|\u1fab\u1f6b\u0399|\u1fac\u1f6c\u0399|\u1fad\u1f6d\u0399|\u1fae\u1f6e\u0399|\u1faf"
        + "\u1f6f\u0399|\u1fb2\u1fba\u0399|\u1fb3\u0391\u0399|\u1fb4\u0386\u0399|\u1fb6\u0391\u0342|\u1fb7\u0391\u0342\u0399|\u1fbc\u0391\u0399|\u1fc2\u1fca"
        + "\u0399|\u1fc3\u0397\u0399|\u1fc4\u0389\u0399|\u1fc6\u0397\u0342|\u1fc7\u0397\u0342\u0399|\u1fcc\u0397\u0399|\u1fd2\u0399\u0308\u0300|\u1fd3\u0399"
        + "\u0308\u0301|\u1fd6\u0399\u0342|\u1fd7\u0399\u0308\u0342|\u1fe2\u03a5\u0308\u0300|\u1fe3\u03a5\u0308\u0301|\u1fe4\u03a1\u0313|\u1fe6\u03a5\u0342|"
        + "\u1fe7\u03a5\u0308\u0342|\u1ff2\u1ffa\u0399|\u1ff3\u03a9\u0399|\u1ff4\u038f\u0399|\u1ff6\u03a9\u0342|\u1ff7\u03a9\u0342\u0399|\u1ffc\u03a9\u0399|"
        + "\ufb00FF|\ufb01FI|\ufb02FL|\ufb03FFI|\ufb04FFL|\ufb05ST|\ufb06ST|\ufb13\u0544\u0546|\ufb14\u0544\u0535|\ufb15\u0544\u053b|\ufb16\u054e\u0546|\ufb17"
        + "\u0544\u053d";

    private const string TitleTable = "\u00dfSs|\u01c4\u01c5|\u01c5\u01c5|\u01c6\u01c5|\u01c7\u01c8|\u01c8\u01c8|\u01c9\u01c8|\u01ca\u01cb|\u01cb\u01cb|\u01cc\u01cb|\u01f1\u01f2|\u01f2"
        + "\u01f2|\u01f3\u01f2|\u0587\u0535\u0582|\u1f80\u1f88|\u1f81\u1f89|\u1f82\u1f8a|\u1f83\u1f8b|\u1f84\u1f8c|\u1f85\u1f8d|\u1f86\u1f8e|\u1f87\u1f8f|\u1f88"
        + "\u1f88|\u1f89\u1f89|\u1f8a\u1f8a|\u1f8b\u1f8b|\u1f8c\u1f8c|\u1f8d\u1f8d|\u1f8e\u1f8e|\u1f8f\u1f8f|\u1f90\u1f98|\u1f91\u1f99|\u1f92\u1f9a|\u1f93\u1f9b|"
        + "\u1f94\u1f9c|\u1f95\u1f9d|\u1f96\u1f9e|\u1f97\u1f9f|\u1f98\u1f98|\u1f99\u1f99|\u1f9a\u1f9a|\u1f9b\u1f9b|\u1f9c\u1f9c|\u1f9d\u1f9d|\u1f9e\u1f9e|\u1f9f"
        + "\u1f9f|\u1fa0\u1fa8|\u1fa1\u1fa9|\u1fa2\u1faa|\u1fa3\u1fab|\u1fa4\u1fac|\u1fa5\u1fad|\u1fa6\u1fae|\u1fa7\u1faf|\u1fa8\u1fa8|\u1fa9\u1fa9|\u1faa\u1faa|"
        + "\u1fab\u1fab|\u1fac\u1fac|\u1fad\u1fad|\u1fae\u1fae|\u1faf\u1faf|\u1fb2\u1fba\u0345|\u1fb3\u1fbc|\u1fb4\u0386\u0345|\u1fb7\u0391\u0342\u0345|\u1fbc"
        + "\u1fbc|\u1fc2\u1fca\u0345|\u1fc3\u1fcc|\u1fc4\u0389\u0345|\u1fc7\u0397\u0342\u0345|\u1fcc\u1fcc|\u1ff2\u1ffa\u0345|\u1ff3\u1ffc|\u1ff4\u038f\u0345|"
        + "\u1ff7\u03a9\u0342\u0345|\u1ffc\u1ffc|\ufb00Ff|\ufb01Fi|\ufb02Fl|\ufb03Ffi|\ufb04Ffl|\ufb05St|\ufb06St|\ufb13\u0544\u0576|\ufb14\u0544\u0565|\ufb15"
        + "\u0544\u056b|\ufb16\u054e\u0576|\ufb17\u0544\u056d";

    private const string FoldTable = "\u0130i\u0307|\u0131\u0131|\u1e9ess";

    private static readonly Dictionary<char, string> s_upper = Read(UpperTable);
    private static readonly Dictionary<char, string> s_title = Read(TitleTable);
    private static readonly Dictionary<char, string> s_fold = Read(FoldTable);

    public static string Upper(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToUpperInvariant();
        }

        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at += CodePoints.LengthAt(text, at))
        {
            AppendUpper(result, text, at);
        }

        return result.ToString();
    }

    public static string Lower(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at += CodePoints.LengthAt(text, at))
        {
            AppendLower(result, text, at);
        }

        return result.ToString();
    }

    public static void AppendUpper(StringBuilder result, string text, int at)
    {
        if (s_upper.TryGetValue(text[at], out var special))
        {
            result.Append(special);
        }
        else
        {
            Append(result, text, at, upper: true);
        }
    }

    public static void AppendTitle(StringBuilder result, string text, int at)
    {
        if (s_title.TryGetValue(text[at], out var special))
        {
            result.Append(special);
        }
        else if (text[at] is >= '\u10d0' and <= '\u10ff')
        {
            result.Append(text[at]);
        }
        else
        {
            AppendUpper(result, text, at);
        }
    }

    public static void AppendLower(StringBuilder result, string text, int at)
    {
        switch (text[at])
        {
            case '\u0130':
                result.Append("i\u0307");
                break;
            case '\u03a3':
                result.Append(IsFinalSigma(text, at) ? '\u03c2' : '\u03c3');
                break;
            default:
                Append(result, text, at, upper: false);
                break;
        }
    }

    public static void AppendFold(StringBuilder result, string text, int at)
    {
        var letter = text[at];
        if (s_fold.TryGetValue(letter, out var special))
        {
            result.Append(special);
        }
        else if (letter is >= '\u13a0' and <= '\u13f5')
        {
            result.Append(letter);
        }
        else if (letter is (>= '\u13f8' and <= '\u13fd') or (>= '\uab70' and <= '\uabbf'))
        {
            AppendUpper(result, text, at);
        }
        else
        {
            var upper = new StringBuilder();
            AppendUpper(upper, text, at);
            var raised = upper.ToString();
            for (var i = 0; i < raised.Length; i += CodePoints.LengthAt(raised, i))
            {
                Append(result, raised, i, upper: false);
            }
        }
    }

    public static bool IsLower(int point) => CodePoints.Category(point) == UnicodeCategory.LowercaseLetter
        || point is 0xaa or 0xba or 0x345 or 0x37a or 0x1d78 or 0x2071 or 0x207f or 0xa770 or (>= 0x2b0 and <= 0x2b8) or (>= 0x2c0 and <= 0x2c1) or (>= 0x2e0 and <= 0x2e4)
            or (>= 0x1d2c and <= 0x1d6a) or (>= 0x1d9b and <= 0x1dbf) or (>= 0x2090 and <= 0x209c) or (>= 0x2170 and <= 0x217f) or (>= 0x24d0 and <= 0x24e9)
            or (>= 0x2c7c and <= 0x2c7d) or (>= 0xa69c and <= 0xa69d) or (>= 0xa7f8 and <= 0xa7f9) or (>= 0xab5c and <= 0xab5f) or (>= 0x10780 and <= 0x107ba);

    public static bool IsUpper(int point) => CodePoints.Category(point) == UnicodeCategory.UppercaseLetter
        || point is (>= 0x2160 and <= 0x216f) or (>= 0x24b6 and <= 0x24cf) or (>= 0x1f130 and <= 0x1f149) or (>= 0x1f150 and <= 0x1f169) or (>= 0x1f170 and <= 0x1f189);

    public static bool IsCased(int point) => IsLower(point) || IsUpper(point) || CodePoints.Category(point) == UnicodeCategory.TitlecaseLetter;

    /// <summary>A sigma that ends a word: letters before it and none behind, whatever marks stand between.</summary>
    private static bool IsFinalSigma(string text, int at)
    {
        var before = at - 1;
        while (before >= 0 && IsIgnored(text[before]))
        {
            before--;
        }

        var after = at + 1;
        while (after < text.Length && IsIgnored(text[after]))
        {
            after++;
        }

        return before >= 0 && IsCasedAt(text, before) && !(after < text.Length && IsCasedAt(text, after));
    }

    private static bool IsCasedAt(string text, int at) =>
        IsCased(char.IsLowSurrogate(text[at]) && at > 0 && char.IsHighSurrogate(text[at - 1]) ? CodePoints.At(text, at - 1) : CodePoints.At(text, at));

    private static bool IsIgnored(char letter) => letter is '\'' or '.' or ':' or '\u00b7' or '\u2018' or '\u2019' or '^' or '`' || char.GetUnicodeCategory(letter)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;

    private static void Append(StringBuilder result, string text, int at, bool upper)
    {
        if (CodePoints.LengthAt(text, at) == 2)
        {
            var rune = new Rune(text[at], text[at + 1]);
            result.Append(upper ? Rune.ToUpperInvariant(rune) : Rune.ToLowerInvariant(rune));
        }
        else
        {
            result.Append(upper ? char.ToUpperInvariant(text[at]) : char.ToLowerInvariant(text[at]));
        }
    }

    private static Dictionary<char, string> Read(string table) => table.Split('|').ToDictionary(entry => entry[0], entry => entry[1..]);
}
