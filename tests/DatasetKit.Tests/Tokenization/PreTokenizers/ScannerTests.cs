using System.Text;
using System.Text.RegularExpressions;
using DatasetKit.Tokenization;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Tokenization.PreTokenizers;

/// <summary>The scanners against the regular expressions they replace, on the plane where .NET's engine can be trusted with them.</summary>
public sealed class ScannerTests
{
    private const string Short = "(?:'(?:[sSſ]|[tT]|[rR][eE]|[vV][eE]|[mM]|[lL][lL]|[dD]))";
    private const string Head = @"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]";
    private const string Tail = @"[\p{Ll}\p{Lm}\p{Lo}\p{M}]";

    private static readonly Regex Cl100k = new(
        Short + @"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant);

    private static readonly Regex O200k = new(
        $@"[^\r\n\p{{L}}\p{{N}}]?{Head}*{Tail}+{Short}?|[^\r\n\p{{L}}\p{{N}}]?{Head}+{Tail}*{Short}?|\p{{N}}{{1,3}}| ?[^\s\p{{L}}\p{{N}}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+",
        RegexOptions.CultureInvariant);

    private static readonly Regex Gpt2 = new(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant);

    [Fact]
    public void Gpt2_cuts_where_its_pattern_cuts() => Compare<Gpt2Scanner>(Gpt2);

    [Fact]
    public void Cl100k_cuts_where_its_pattern_cuts() => Compare<Cl100kScanner>(Cl100k);

    [Fact]
    public void O200k_cuts_where_its_pattern_cuts() => Compare<O200kScanner>(O200k);

    /// <summary>Words have a way of their own through a scanner, which looks at what stands before and behind them: every ASCII sign in both places.</summary>
    [Fact]
    public void Words_are_cut_where_the_patterns_cut_between_all_signs()
    {
        string[] words = ["a", "Z", "Is", "abc", "ABC", "someLonger", "AfifteenLetters", "sixteenletterss", "Sixteenlettersss", "seventeenletterss", "wordé", "ʼa", "中文"];
        foreach (string word in words)
        {
            for (char before = '\0'; before < 0x80; before++)
            {
                for (char behind = '\0'; behind <= 0x80; behind++)
                {
                    string text = $"{before}{word}{behind}s And then more of it";
                    Assert.Equal(Cuts(Cl100k, text), Cuts<Cl100kScanner>(text));
                    Assert.Equal(Cuts(O200k, text), Cuts<O200kScanner>(text));
                    Assert.Equal(Cuts(Gpt2, text), Cuts<Gpt2Scanner>(text));
                }
            }
        }
    }

    /// <summary>Where the first two pieces of a text end.</summary>
    private static (int First, int Second) Cuts(Regex pattern, string text)
    {
        Match first = pattern.Match(text);
        return (first.Length, first.Length + pattern.Match(text, first.Length).Length);
    }

    private static (int First, int Second) Cuts<TScanner>(string text)
        where TScanner : struct, IPieceScanner
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        int first = TScanner.Next(utf8, 0), second = TScanner.Next(utf8, first);
        return (Encoding.UTF8.GetCharCount(utf8.AsSpan(0, first)), Encoding.UTF8.GetCharCount(utf8.AsSpan(0, second)));
    }

    private static void Compare<TScanner>(Regex pattern)
        where TScanner : struct, IPieceScanner =>
        Properties.Check(3_000, Prop.ForAll(Texts.FirstPlane, text =>
            pattern.Matches(text).Select(match => match.Value).SequenceEqual(Pieces<TScanner>(text))));

    private static List<string> Pieces<TScanner>(string text)
        where TScanner : struct, IPieceScanner
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        var pieces = new List<string>();
        for (int start = 0, end; start < utf8.Length; start = end)
        {
            end = TScanner.Next(utf8, start);
            pieces.Add(Encoding.UTF8.GetString(utf8.AsSpan(start..end)));
        }

        return pieces;
    }
}
