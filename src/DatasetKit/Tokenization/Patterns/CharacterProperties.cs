using System.Globalization;
using static System.Globalization.UnicodeCategory;

namespace DatasetKit.Tokenization;

/// <summary>The sets that patterns name: <c>\p{Lu}</c>, <c>\w</c>, <c>[:alpha:]</c>, <c>\p{Han}</c>.</summary>
internal static class CharacterProperties
{
    private static readonly (string Short, string Long, UnicodeCategory[] Categories)[] s_categories =
    [
        ("l", "letter", [UppercaseLetter, LowercaseLetter, TitlecaseLetter, ModifierLetter, OtherLetter]),
        ("lc", "casedletter", [UppercaseLetter, LowercaseLetter, TitlecaseLetter]),
        ("l&", "casedletter", [UppercaseLetter, LowercaseLetter, TitlecaseLetter]),
        ("lu", "uppercaseletter", [UppercaseLetter]),
        ("ll", "lowercaseletter", [LowercaseLetter]),
        ("lt", "titlecaseletter", [TitlecaseLetter]),
        ("lm", "modifierletter", [ModifierLetter]),
        ("lo", "otherletter", [OtherLetter]),
        ("m", "mark", [NonSpacingMark, SpacingCombiningMark, EnclosingMark]),
        ("mn", "nonspacingmark", [NonSpacingMark]),
        ("mc", "spacingmark", [SpacingCombiningMark]),
        ("me", "enclosingmark", [EnclosingMark]),
        ("n", "number", [DecimalDigitNumber, LetterNumber, OtherNumber]),
        ("nd", "decimalnumber", [DecimalDigitNumber]),
        ("nl", "letternumber", [LetterNumber]),
        ("no", "othernumber", [OtherNumber]),
        ("p", "punctuation", [ConnectorPunctuation, DashPunctuation, OpenPunctuation, ClosePunctuation, InitialQuotePunctuation, FinalQuotePunctuation, OtherPunctuation]),
        ("pc", "connectorpunctuation", [ConnectorPunctuation]),
        ("pd", "dashpunctuation", [DashPunctuation]),
        ("ps", "openpunctuation", [OpenPunctuation]),
        ("pe", "closepunctuation", [ClosePunctuation]),
        ("pi", "initialpunctuation", [InitialQuotePunctuation]),
        ("pf", "finalpunctuation", [FinalQuotePunctuation]),
        ("po", "otherpunctuation", [OtherPunctuation]),
        ("s", "symbol", [MathSymbol, CurrencySymbol, ModifierSymbol, OtherSymbol]),
        ("sm", "mathsymbol", [MathSymbol]),
        ("sc", "currencysymbol", [CurrencySymbol]),
        ("sk", "modifiersymbol", [ModifierSymbol]),
        ("so", "othersymbol", [OtherSymbol]),
        ("z", "separator", [SpaceSeparator, LineSeparator, ParagraphSeparator]),
        ("zs", "spaceseparator", [SpaceSeparator]),
        ("zl", "lineseparator", [LineSeparator]),
        ("zp", "paragraphseparator", [ParagraphSeparator]),
        ("c", "other", [Control, Format, Surrogate, PrivateUse, OtherNotAssigned]),
        ("cc", "control", [Control]),
        ("cf", "format", [Format]),
        ("cs", "surrogate", [Surrogate]),
        ("co", "privateuse", [PrivateUse]),
        ("cn", "unassigned", [OtherNotAssigned]),
    ];

    /// <summary><c>\d</c>.</summary>
    internal static CharacterSet Digit { get; } = CharacterSet.Of(DecimalDigitNumber);

    /// <summary><c>\s</c>.</summary>
    internal static CharacterSet Space { get; } = new(Utf8Steps.IsWhiteSpace);

    /// <summary><c>\w</c> as Rust has it.</summary>
    internal static CharacterSet Word { get; } = new(Utf8Steps.IsWord);

    /// <summary><c>\w</c> in brackets as Oniguruma has it: without the joiners.</summary>
    internal static CharacterSet OnigurumaWord { get; } = new(codePoint => codePoint is not (0x200C or 0x200D) && Utf8Steps.IsWord(codePoint));

    /// <summary><c>\w</c> alone, and what <c>\b</c> looks at, as Oniguruma has it: with the small digits and the fractions of Latin-1, which its table for that has as words.</summary>
    internal static CharacterSet OnigurumaLoneWord { get; } = new(codePoint =>
        codePoint is 0xB2 or 0xB3 or 0xB9 or (>= 0xBC and <= 0xBE) || OnigurumaWord.Has(codePoint));

    /// <summary><c>\h</c>, a digit of base sixteen.</summary>
    internal static CharacterSet Hexadecimal { get; } = new(codePoint => codePoint < 0x80 && char.IsAsciiHexDigit((char)codePoint));

    private static readonly CharacterSet s_alphabetic = Derived(CodePointProperties.IsAlphabetic);

    /// <summary>The set of a name behind <c>\p</c>: as of the class in brackets of that name, but for two.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isLone">Whether it stands outside of brackets.</param>
    internal static CharacterSet? FindProperty(string name, bool isLone) => name.Trim().ToLowerInvariant() switch
    {
        // [[:punct:]] has symbols too.
        "punct" => Category("p"),
        "word" when isLone => OnigurumaLoneWord,
        _ => Find(name),
    };

    /// <summary>The set of a name, case, spaces, hyphens and underscores aside; null when there is none.</summary>
    internal static CharacterSet? Find(string name)
    {
        string plain = new([.. name.Where(c => c is not (' ' or '_' or '-')).Select(char.ToLowerInvariant)]);
        if (plain.IndexOf('=', StringComparison.Ordinal) is >= 0 and var equals)
        {
            return plain[..equals] switch
            {
                "sc" or "script" or "scx" or "scriptextensions" => Script(plain[(equals + 1)..]),
                "gc" or "generalcategory" => Category(plain[(equals + 1)..]),
                _ => null,
            };
        }

        return plain switch
        {
            "any" => CharacterSet.All,
            "ascii" => CharacterSet.Between(0, 0x7F),
            "assigned" => CharacterSet.Of(OtherNotAssigned).Not(),
            "alpha" or "alphabetic" => s_alphabetic,
            "alnum" => s_alphabetic.Or(Digit),
            "digit" => Digit,
            "upper" or "uppercase" => Derived(CodePointProperties.IsUppercase),
            "lower" or "lowercase" => Derived(CodePointProperties.IsLowercase),
            "punct" => Category("p")!.Or(Category("s")!),
            "space" or "whitespace" => Space,
            "blank" => Category("zs")!.Or(CharacterSet.Of('\t')),
            "cntrl" => Category("cc"),
            "word" => OnigurumaWord,
            "xdigit" => Hexadecimal,
            "graph" => Space.Or(CharacterSet.Of(Control, Surrogate, OtherNotAssigned)).Not(),
            "print" => CharacterSet.Of(Control, Surrogate, OtherNotAssigned, LineSeparator, ParagraphSeparator).Not(),
            _ => Category(plain) ?? Script(plain),
        };
    }

    private static CharacterSet? Category(string name)
    {
        foreach ((string brief, string full, UnicodeCategory[] categories) in s_categories)
        {
            if (name == brief || name == full)
            {
                return CharacterSet.Of(categories);
            }
        }

        return null;
    }

    private static CharacterSet? Script(string name) =>
        Scripts.Find(name) is { } script ? Derived(codePoint => Scripts.Of(codePoint) == script) : null;

    /// <summary>The tables of the assembly are a version ahead of the library's: what .NET, which has the same, does not know is nothing yet.</summary>
    private static CharacterSet Derived(Func<int, bool> has) => new(codePoint => Utf8Steps.CategoryOf(codePoint) != OtherNotAssigned && has(codePoint));
}
