using System.Text;

namespace DatasetKit.Tests.Tokenization.Pipeline;

/// <summary>A tokenizer without a pattern, whose long texts are cut where no token has both sides.</summary>
public sealed class JointCutsTests
{
    // Many parts of two thousand characters, with and without spaces, and two tokens in a row of every kind.
    private static readonly string Long = string.Concat(Enumerable.Range(0, 900).Select(i =>
        $"Line {i} says  na\u00EFve\u2581things \u4F60\u597D\uFF0C\u4E16\u754C\u3002\u4E00\u4E01 \U0001F600 about it.\n\n\tand{new string(' ', i % 5)}more\u4E2D\u6587 text"));

    private static Task<Tokenizer> Load() => Tokenizer.LoadAsync(
        Path.Combine(AppContext.BaseDirectory, "Tokenization", "Fixtures", "marks-gemma"), TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_long_text_in_parts_has_the_count_of_the_whole()
    {
        Tokenizer tokenizer = await Load();
        int count = tokenizer.EncodeToIds(Long).Count;
        byte[] utf8 = Encoding.UTF8.GetBytes(Long);
        Assert.Equal(count, tokenizer.CountTokens(Long));
        Assert.Equal(count, tokenizer.CountTokensUtf8(utf8));
        Assert.True(tokenizer.FitsBudget(Long, count) && tokenizer.FitsBudgetUtf8(utf8, count));
        Assert.False(tokenizer.FitsBudget(Long, count - 1) || tokenizer.FitsBudgetUtf8(utf8, count - 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(4_096)]
    [InlineData(9_999)]
    public async Task A_place_by_count_is_that_of_the_whole(int max)
    {
        Tokenizer tokenizer = await Load();
        IReadOnlyList<EncodedToken> tokens = tokenizer.EncodeToTokens(Long);
        int end = tokenizer.GetIndexByTokenCount(Long, max, out int before);
        Assert.InRange(before, max - 3, max);
        Assert.Equal(before == 0 ? 0 : tokens[before - 1].Offset.End.Value, end);
        int start = tokenizer.GetIndexByTokenCountFromEnd(Long, max, out int behind);
        Assert.InRange(behind, max - 3, max);
        Assert.Equal(behind == 0 ? Long.Length : tokens[^behind].Offset.Start.Value, start);
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_cut_nowhere()
    {
        Tokenizer tokenizer = await Load();
        byte[] broken = Encoding.UTF8.GetBytes(Long);
        for (int i = 5; i < broken.Length; i += 97)
        {
            broken[i] = (byte)(i % 2 == 0 ? 0xE4 : 0xBF);
        }

        int count = tokenizer.EncodeToIdsUtf8(broken).Count;
        Assert.True(tokenizer.FitsBudgetUtf8(broken, count));
        Assert.False(tokenizer.FitsBudgetUtf8(broken, count - 1));
    }
}
