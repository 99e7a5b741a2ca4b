using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Tokenization.Pipeline;

public sealed class PipelineTokenizerTests
{
    private const int Many = 500;

    private static readonly Tokenizer Tokenizer = Tokenizer.O200kBase;

    // Several parts long, with characters of every length in it.
    private static readonly string Long = string.Concat(Enumerable.Range(0, 3_000).Select(i => $"Line {i} says naïve 你好 \U0001F600 about it.\n"));

    [Fact]
    public void Places_of_tokens_cover_the_text() => Properties.Check(Many, Prop.ForAll(Texts.WellFormed, text =>
    {
        IReadOnlyList<EncodedToken> tokens = Tokenizer.EncodeToTokens(text);
        int covered = 0;
        foreach (EncodedToken token in tokens)
        {
            if (token.Offset.Start.Value > covered || token.Offset.End.Value < covered)
            {
                return false;
            }

            covered = token.Offset.End.Value;
        }

        return covered == text.Length && tokens.Select(token => token.Id).SequenceEqual(Tokenizer.EncodeToIds(text));
    }));

    [Fact]
    public void A_token_has_its_place_and_its_spelling()
    {
        Assert.Equal(
            [new EncodedToken(13225, "Hello", 0..5), new EncodedToken(2375, " world", 5..11)],
            Tokenizer.EncodeToTokens("Hello world"));
        Assert.Equal([0..2, 2..3], Tokenizer.EncodeToTokens("\U0001F6001").Where(token => token.Offset.End.Value - token.Offset.Start.Value > 0).Select(token => token.Offset).Distinct());
    }

    [Fact]
    public void Places_in_bytes_and_in_chars_are_the_same_places() => Properties.Check(Many, Prop.ForAll(Texts.WellFormed, text =>
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return Tokenizer.EncodeToTokensUtf8(utf8).Select(token => Encoding.UTF8.GetString(utf8[token.Offset]))
            .SequenceEqual(Tokenizer.EncodeToTokens(text).Select(token => text[token.Offset]));
    }));

    [Fact]
    public void Bytes_that_are_not_utf8_have_their_places()
    {
        byte[] bytes = [(byte)'a', 0xFF, 0xFE, (byte)'b'];
        Assert.Equal(bytes.Length, Tokenizer.EncodeToTokensUtf8(bytes)[^1].Offset.End.Value);
        Assert.Equal(Tokenizer.EncodeToIds("a\uFFFD\uFFFDb"), Tokenizer.EncodeToIdsUtf8(bytes));
    }

    [Fact]
    public void A_text_fits_when_its_count_does() => Properties.Check(Many, Prop.ForAll(Texts.WellFormed, text =>
    {
        int count = Tokenizer.CountTokens(text);
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return Enumerable.Range(Math.Max(0, count - 2), 5).All(max =>
            Tokenizer.FitsBudget(text, max) == (count <= max) && Tokenizer.FitsBudgetUtf8(utf8, max) == (count <= max));
    }));

    [Fact]
    public void A_long_text_that_is_taken_in_parts_has_the_tokens_of_the_whole()
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(Long);
        int count = Tokenizer.CountTokensUtf8(utf8);
        Assert.Equal(count, Tokenizer.CountTokens(Long));
        Assert.Equal(count, Tokenizer.EncodeToIds(Long).Count);
        Assert.True(Tokenizer.FitsBudget(Long, count) && Tokenizer.FitsBudgetUtf8(utf8, count));
        Assert.False(Tokenizer.FitsBudget(Long, count - 1) || Tokenizer.FitsBudgetUtf8(utf8, count - 1));
        Assert.True(Tokenizer.FitsBudget(Long, Long.Length * 3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(600)]
    [InlineData(4_096)]
    [InlineData(30_000)]
    [InlineData(1_000_000)]
    public void A_place_by_count_is_at_the_end_of_a_token_and_of_a_character(int max)
    {
        IReadOnlyList<EncodedToken> tokens = Tokenizer.EncodeToTokens(Long);

        int end = Tokenizer.GetIndexByTokenCount(Long, max, out int before);
        Assert.InRange(before, Math.Min(tokens.Count, max) - 3, Math.Min(tokens.Count, max));
        Assert.Equal(before == 0 ? 0 : tokens[before - 1].Offset.End.Value, end);
        Assert.Equal(Long[..end], Tokenizer.Decode(tokens.Take(before).Select(token => token.Id)));

        int start = Tokenizer.GetIndexByTokenCountFromEnd(Long, max, out int behind);
        Assert.InRange(behind, Math.Min(tokens.Count, max) - 3, Math.Min(tokens.Count, max));
        Assert.Equal(behind == 0 ? Long.Length : tokens[^behind].Offset.Start.Value, start);
        Assert.Equal(Long[start..], Tokenizer.Decode(tokens.Skip(tokens.Count - behind).Select(token => token.Id)));
    }

    [Fact]
    public void A_place_by_count_is_never_within_a_character() => Properties.Check(Many, Prop.ForAll(Texts.WellFormed, text =>
    {
        IReadOnlyList<int> ids = Tokenizer.EncodeToIds(text);
        return Enumerable.Range(0, ids.Count + 1).All(max =>
            Tokenizer.Decode(ids.Take(Fitting(max, out int end))) == text[..end]
            && Tokenizer.Decode(ids.Skip(ids.Count - FittingFromEnd(max, out int start))) == text[start..]);

        int Fitting(int max, out int end)
        {
            end = Tokenizer.GetIndexByTokenCount(text, max, out int count);
            return count;
        }

        int FittingFromEnd(int max, out int start)
        {
            start = Tokenizer.GetIndexByTokenCountFromEnd(text, max, out int count);
            return count;
        }
    }));

    [Fact]
    public void Special_tokens_are_found_when_asked_for()
    {
        Tokenizer finding = Tokenizer.O200kHarmony.FindSpecialTokens(true);
        Assert.False(Tokenizer.O200kHarmony.FindsSpecialTokens);
        Assert.True(finding.FindsSpecialTokens);
        Assert.Same(Tokenizer.O200kHarmony, finding.FindSpecialTokens(false));
        Assert.Equal([200006, 1428, 200008, 13225, 200007], finding.EncodeToIds("<|start|>user<|message|>Hello<|end|>"));
        Assert.Equal("<|start|>user<|message|>Hello<|end|>", finding.Decode([200006, 1428, 200008, 13225, 200007]));
        Assert.True(Tokenizer.O200kHarmony.CountTokens("<|start|>") > 1);
    }

    [Fact]
    public void A_budget_below_nothing_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer.FitsBudget("a", -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer.FitsBudgetUtf8("a"u8, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer.GetIndexByTokenCount("a", -1, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer.GetIndexByTokenCountFromEnd("a", -1, out _));
    }

    [Fact]
    public void Counting_allocates_nothing_once_it_is_warm()
    {
        // Its own: another test's thread may take what this one has warmed up.
        Tokenizer tokenizer = Tokenizer.FindSpecialTokens(true);
        string text = Long[..5_000];
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        for (int i = 0; i < 10; i++)
        {
            tokenizer.CountTokens(text);
            tokenizer.CountTokensUtf8(utf8);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            tokenizer.CountTokens(text);
            tokenizer.CountTokensUtf8(utf8);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }
}
