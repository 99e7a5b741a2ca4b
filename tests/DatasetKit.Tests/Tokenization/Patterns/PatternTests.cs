using System.Text;
using System.Text.RegularExpressions;
using DatasetKit.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Tokenization.Patterns;

public sealed class PatternTests
{
    /// <summary>On text of the first plane, and where both have the same syntax, .NET's own expressions find the same.</summary>
    [Theory]
    [InlineData(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    [InlineData(@"[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")]
    [InlineData(@"[\p{Lu}\p{Lt}]*[\p{Ll}\p{Lm}]+|\p{P}+?")]
    [InlineData(@"(?:ab|a)+c?|b{2,}|(?>a+)b|(?<=\s)\S|(?<!a)e")]
    [InlineData(@"a*?b|[a-e]{2,3}?|(?:the|them)(?!\p{L})")]
    [InlineData(@"(?i:the|ll)|(?i)re")]
    public void It_finds_what_dotnet_finds(string pattern)
    {
        var expected = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
        var matcher = new Pattern(pattern, "test");
        Properties.Check(300, Prop.ForAll(Texts.FirstPlane, text =>
            Found(matcher, text).SequenceEqual(expected.Matches(text).Select(match => match.Value))));
    }

    [Theory]
    [InlineData(@"\p{L}+", "𝐈a𠀀 b", "𝐈a𠀀|b")]
    [InlineData("a++a|a", "aaa", "a|a|a")]
    [InlineData("a{1,2}+", "aaaaa", "aaaaa")]
    [InlineData(@"[\p{L}&&[^\p{Han}]]+", "ab你c", "ab|c")]
    [InlineData(@"\p{Han}+|\p{Hiragana}+", "你好か", "你好|か")]
    [InlineData("[^(\\s|[.,])]+", "a(b,c d|e", "a|b|c|d|e")]
    [InlineData("[[:alpha:]]+|[[:^alpha:]]", "ab1", "ab|1")]
    [InlineData(@"\h+", "xfFg0", "fF|0")]
    [InlineData("^a$", "b\na\nc", "a")]
    [InlineData("(?m:a.b)|.", "a\nb", "a\nb")]
    [InlineData(@"(?x: a # the letter
        b )", "ab", "ab")]
    [InlineData(@"(?<name>a)b(?#said)", "ab", "ab")]
    [InlineData(@"\x{1D408}|\u0061|\x62", "a𝐈b", "a|𝐈|b")]
    [InlineData("a{,2}b", "aaab", "aab")]
    [InlineData("x{y", "x{y", "x{y")]
    [InlineData(@"\bthe\b|\Bs\B", "the then asa s", "the|s")]
    [InlineData("(?<=ab|c)d", "abdcdd", "d|d")]
    [InlineData(@"\Aa|a\z", "aba", "a|a")]
    [InlineData("(?i:ſ|k)", "sSkK\u212A", "s|S|k|K|\u212A")]
    [InlineData("(?i:[^a])", "aAbB", "b|B")]
    [InlineData(@"(?i:[^\p{Lu}])", "aAéÉ1", "1")]
    [InlineData(@"(?i:[\p{Lu}])", "aA1", "a|A")]
    [InlineData(@"(?i:\p{Lu})", "aA1", "A")]
    [InlineData("(?i:[ßǆ])", "ẞßǅǄ", "ẞ|ß|ǅ|Ǆ")]
    [InlineData("[[:lower:]]+|[[:upper:]]+", "ªaⅣA", "ªa|ⅣA")]
    [InlineData("[[:alpha:]]+", "e\u0301a\u0345", "e|a\u0345")]
    [InlineData("[[:punct:]]+", "a¢!+", "¢!+")]
    [InlineData("[[:print:]]+", "a\u2028b", "a|b")]
    [InlineData(@"\p{Punct}+", "a¢!+", "!")]
    [InlineData(@"\p{Word}+", "a²b", "a²b")]
    [InlineData(@"[\p{Word}]+", "a²b", "a|b")]
    [InlineData(@"\pL", "apLb", "pL")]
    [InlineData(@"\012|\0", "a\n\0", "\n|\0")]
    [InlineData(@"\w+", "a²b\u200Dc", "a²b|c")]
    [InlineData(@"[\w]+", "a²b\u200Dc", "a|b|c")]
    [InlineData(@"\p{Arabic}+", "ب\U00010EC5", "ب")]
    public void It_knows_the_syntax_of_oniguruma(string pattern, string text, string found) =>
        Assert.Equal(found.Split("|"), Found(new Pattern(pattern, "test"), text));

    [Fact]
    public void An_interval_may_be_possessive_where_the_syntax_is_not_oniguruma()
    {
        Assert.Equal(["aa", "aa", "a"], Found(new Pattern("a{1,2}+", "test", isOniguruma: false), "aaaaa"));
        Assert.Equal([], Found(new Pattern("^a$", "test", isOniguruma: false), "b\na"));
    }

    [Fact]
    public void A_word_holds_joiners_where_the_syntax_is_not_oniguruma() =>
        Assert.Equal(["a", "b\u200Dc"], Found(new Pattern(@"\w+", "test", isOniguruma: false), "a²b\u200Dc"));

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("[a")]
    [InlineData("*a")]
    [InlineData(@"\")]
    [InlineData(@"\p{Klingon}")]
    [InlineData(@"(a)\1")]
    [InlineData("(?(a)b)")]
    [InlineData("a{3,2}")]
    [InlineData("a{5000}")]
    [InlineData("[z-a]")]
    [InlineData("(a*)*")]
    [InlineData(@"\x{110000}")]
    [InlineData(@"\K")]
    [InlineData("(?<=a+)b")]
    [InlineData("(?<!.*)b")]
    [InlineData("a{2}{2}{2}{2}{2}{2}{2}{2}{2}")]
    public void What_it_does_not_know_is_a_fault(string pattern) => Assert.Throws<FaultyFileException>(() => new Pattern(pattern, "test"));

    [Fact]
    public void A_hundred_thousand_characters_take_no_stack() =>
        Assert.Single(Found(new Pattern("(?:ab|a|b)+", "test"), string.Concat(Enumerable.Repeat("ab", 50_000))));

    [Theory]
    [InlineData("((((((){1000}){1000}){1000}){1000}){1000})a", "aa", 2)]
    [InlineData("(?<=a)b", "abb", 1)]
    [InlineData("(?<=ab|c)d", "abdcdbd", 2)]
    [InlineData("(?<!ab|c)d", "abdcdbd", 1)]
    [InlineData(@"(?<=^|\s)x", "x xx x", 3)]
    public void Looking_back_has_a_bound_and_nothing_a_thousand_times_is_nothing(string pattern, string text, int count) =>
        Assert.Equal(count, Found(new Pattern(pattern, "test"), text).Count);

    [Fact]
    public void A_text_without_a_match_takes_effort_in_proportion()
    {
        long effort = Matcher.EffortFor(1_000_000), all = effort;
        Assert.False(new Pattern("(?<=b)a[0-9]", "test").Find(Encoding.UTF8.GetBytes(new string('a', 1_000_000)), 0, ref effort, out _, out _));
        Assert.InRange(all - effort, 1_000_000, 10_000_000);
    }

    /// <summary>As the native library finds it (@anush008/tokenizers 0.6.0, whose patterns are Oniguruma's).</summary>
    [Theory]
    [InlineData("(?i:ß)", "ẞ ss SS ſs s", "ẞ|ss|SS|ſs")]
    [InlineData("(?i:ss)", "ß ẞ ſſ sss", "ß|ẞ|ſſ|ss")]
    [InlineData("(?i:[ß])", "ẞ Ss ſs s", "ẞ|Ss|ſs")]
    [InlineData("(?i:[ßs])", "ss ß", "s|s|ß")]
    [InlineData("(?i:[ßs])b", "ssb sb ßb", "ssb|sb|ßb")]
    [InlineData("(?i:[^ß])", "ssẞ", "s|s")]
    [InlineData("(?i:ffi)", "ﬃ FFI ﬀi fﬁ", "ﬃ|FFI")]
    [InlineData("(?i:ﬃ)", "ﬃ ffi ﬀi", "ﬃ|ffi")]
    [InlineData("(?i:[ﬀﬃ])", "ffi ﬀi", "ff|ﬀ")]
    [InlineData("(?i:ﬀi)", "ﬃ ffi ﬀi", "ffi|ﬀi")]
    [InlineData("(?i:ﬆ)", "ﬅ st ſT", "ﬅ|st|ſT")]
    [InlineData("(?i:st)+", "stﬆST ﬅ", "stﬆST|ﬅ")]
    [InlineData("(?i:st+)", "ﬆ stt", "stt")]
    [InlineData("(?i:sst)", "ßt sﬆ sst", "ßt|sst")]
    [InlineData("(?i:s)s", "ß Ss", "Ss")]
    [InlineData("(?i:(?:s)s)", "ß Ss", "ß|Ss")]
    [InlineData("(?i:s(s))", "ß ss", "ss")]
    [InlineData("(?i:(?:as|b)s)", "aß ass", "ass")]
    [InlineData("(?i:s{2})", "ß ss", "ss")]
    [InlineData("(?i:(?:ss){2})", "ßss ssß", "ßss|ssß")]
    [InlineData("(?i:ss+)", "ß sss", "sss")]
    [InlineData("(?i:[s]s)", "ß ss", "ss")]
    [InlineData("(?i:s(?#c)s)", "ß", "ß")]
    [InlineData(@"(?i:\x73s)", "ß", "ß")]
    [InlineData("(?i:a(?-i:ss))", "Ass aß", "Ass")]
    [InlineData("(?i:ß+)", "ssßSS", "ssßSS")]
    [InlineData("(?i:ß|a)b", "ssb ßb Ab", "ssb|ßb|Ab")]
    [InlineData("(?i:İ)", "i\u0307 İ i", "i\u0307|İ")]
    [InlineData("(?i:ʼn)", "ŉ ʼN", "ŉ|ʼN")]
    [InlineData("(?i:ΐ)", "\u0390 \u1FD3 \u03B9\u0308\u0301", "\u0390|\u1FD3|\u03B9\u0308\u0301")]
    [InlineData("(?<=(?i:ss))a", "ßa ssa", "a")]
    [InlineData("(?<=(?i:[ß]))a", "ßa ssa xa", "a|a")]
    [InlineData(@"(?i:\p{Ll})", "ssﬁA", "s|s|ﬁ")]
    [InlineData("(?i:fffi)", "ﬀﬁ fffi fﬃ", "ﬀﬁ|fffi")]
    [InlineData("(?i:strasse)", "straße ﬆRASSE", "straße|ﬆRASSE")]
    public void A_character_that_stands_for_several_is_found_for_them_where_case_is_ignored(string pattern, string text, string found) =>
        Assert.Equal(found, string.Join('|', Found(new Pattern(pattern, "test"), text)));

    private static List<string> Found(Pattern pattern, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        var found = new List<string>();
        long effort = Matcher.EffortFor(utf8.Length);
        for (int from = 0; from <= utf8.Length && pattern.Find(utf8, from, ref effort, out int start, out int end); from = end > start ? end : end + 1)
        {
            found.Add(Encoding.UTF8.GetString(utf8.AsSpan(start..end)));
        }

        return found;
    }
}
