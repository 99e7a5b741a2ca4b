using static System.Globalization.UnicodeCategory;

namespace DatasetKit.Tokenization;

/// <summary>The patterns that the usual models have, each with what was written by hand for it.</summary>
internal static class KnownPatterns
{
    /// <summary>GPT-2's own, which a <c>ByteLevel</c> pre-tokenizer has in it.</summary>
    internal static Scanner Gpt2 { get; } = new Scanner<Gpt2Scanner>("the pattern of GPT-2");

    /// <summary>That of cl100k_base and of Llama 3.</summary>
    internal static Scanner Cl100k { get; } = new Scanner<Cl100kScanner>("the pattern of cl100k_base");

    /// <summary>That of Qwen 2 and 3.</summary>
    internal static Scanner Qwen2 { get; } = new Scanner<Qwen2Scanner>("the pattern of Qwen 2");

    /// <summary>That of o200k_base, of gpt-oss and of Llama 4.</summary>
    internal static Scanner O200k { get; } = new Scanner<O200kScanner>("the pattern of o200k_base");

    /// <summary>That of tekken, Mistral's vocabulary.</summary>
    internal static Scanner Tekken { get; } = new Scanner<TekkenScanner>("the pattern of tekken");

    private const string Short = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
    private const string Head = @"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]";
    private const string Tail = @"[\p{Ll}\p{Lm}\p{Lo}\p{M}]";
    private const string Rest = @"\s*[\r\n]+|\s+(?!\S)|\s+";

    private static readonly Dictionary<string, Matcher> s_matchers = new(StringComparer.Ordinal)
    {
        [@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"] = new ScannerMatcher(Gpt2),
        [Short + @"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|" + Rest] = new ScannerMatcher(Cl100k),
        [Short + @"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|" + Rest] = new ScannerMatcher(Qwen2),
        [$@"[^\r\n\p{{L}}\p{{N}}]?{Head}*{Tail}+{Short}?|[^\r\n\p{{L}}\p{{N}}]?{Head}+{Tail}*{Short}?|\p{{N}}{{1,3}}| ?[^\s\p{{L}}\p{{N}}]+[\r\n/]*|{Rest}"] = new ScannerMatcher(O200k),
        [$@"[^\r\n\p{{L}}\p{{N}}]?{Head}*{Tail}+|[^\r\n\p{{L}}\p{{N}}]?{Head}+{Tail}*|\p{{N}}| ?[^\s\p{{L}}\p{{N}}]+[\r\n/]*|{Rest}"] = new ScannerMatcher(Tekken),
        [@"\p{N}{1,3}"] = new RunMatcher(CharacterSet.Of(DecimalDigitNumber, LetterNumber, OtherNumber), 1, 3, "up to three digits"),
        [@"\p{N}"] = new RunMatcher(CharacterSet.Of(DecimalDigitNumber, LetterNumber, OtherNumber), 1, 1, "single digits"),
        ["[0-9][0-9][0-9]"] = new RunMatcher(CharacterSet.Between('0', '9'), 3, 3, "three digits"),
        [@"\s+"] = new RunMatcher(CharacterProperties.Space, 1, int.MaxValue, "white space"),
        [" {2,}"] = new RunMatcher(CharacterSet.Of(' '), 2, int.MaxValue, "two or more spaces"),
    };

    /// <summary>What finds the matches of a pattern: by hand where it is known, else by the general matcher.</summary>
    /// <param name="pattern">The regular expression.</param>
    /// <param name="section">Where it stands, for faults.</param>
    /// <param name="isOniguruma">Whether its syntax is Oniguruma's.</param>
    internal static Matcher Matcher(string pattern, string section, bool isOniguruma = true) =>
        s_matchers.TryGetValue(pattern, out Matcher? known) ? known : new Pattern(pattern, section, isOniguruma);
}
