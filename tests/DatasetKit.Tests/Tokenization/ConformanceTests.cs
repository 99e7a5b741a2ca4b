namespace DatasetKit.Tests.Tokenization;

/// <summary>The ids that native implementations give, for every embedded tokenizer.</summary>
public sealed class ConformanceTests
{
    [Theory]
    [InlineData("o200k_base")]
    [InlineData("cl100k_base")]
    [InlineData("p50k_base")]
    [InlineData("r50k_base")]
    public void Every_case_has_the_ids_of_tiktoken(string name) => Compare(name, "tiktoken-" + name, _ => true, atLeast: 2_700);

    /// <summary>The long runs, which tiktoken itself could not finish: gpt-oss has the same ordinary tokens.</summary>
    [Fact]
    public void Every_long_run_has_the_ids_of_a_tokenizer_that_can_finish_it() =>
        Compare("o200k_base", "hf-gptoss", category => category == "longrun", atLeast: 16);

    private static void Compare(string name, string expected, Func<string, bool> isWanted, int atLeast)
    {
        Tokenizer tokenizer = Tokenizer.Get(name);
        List<ConformanceCase> cases = [.. ConformanceCases.Of(expected).Where(c => isWanted(c.Category))];
        Assert.Empty(cases.Select(c => c.Fault(tokenizer)).OfType<string>());
        Assert.True(cases.Count >= atLeast, $"only {cases.Count} cases were compared");
    }
}
