namespace DatasetKit.Tests.Tokenization;

/// <summary>Finding the embedded tokenizers by their names and by models.</summary>
public sealed class KnownTokenizerTests
{
    [Theory]
    [InlineData("o200k_base", "o200k_base")]
    [InlineData("gpt-4o", "o200k_base")]
    [InlineData("GPT-4o-mini-2024-07-18", "o200k_base")]
    [InlineData("gpt-4.1", "o200k_base")]
    [InlineData("gpt-4.1-nano", "o200k_base")]
    [InlineData("gpt-5-mini", "o200k_base")]
    [InlineData("o4-mini", "o200k_base")]
    [InlineData("gpt-oss-120b", "o200k_harmony")]
    [InlineData("gpt2", "r50k_base")]
    [InlineData("text-davinci-003", "p50k_base")]
    [InlineData("text-davinci-001", "r50k_base")]
    [InlineData("davinci-002", "cl100k_base")]
    [InlineData("cl100k_base", "cl100k_base")]
    [InlineData("gpt-4", "cl100k_base")]
    [InlineData("gpt-4-turbo-preview", "cl100k_base")]
    [InlineData("gpt-3.5-turbo", "cl100k_base")]
    [InlineData("gpt-35-turbo-16k", "cl100k_base")]
    [InlineData("text-embedding-3-large", "cl100k_base")]
    [InlineData("gpt-5.1", "o200k_base")]
    [InlineData("gpt-5.2-codex", "o200k_base")]
    [InlineData("o1", "o200k_base")]
    [InlineData("o3-mini-2025-01-31", "o200k_base")]
    [InlineData("chatgpt-4o-latest", "o200k_base")]
    [InlineData("gpt-4.5-preview", "o200k_base")]
    [InlineData("gpt-4-32k-0613", "cl100k_base")]
    [InlineData("gpt-3.5", "cl100k_base")]
    [InlineData("gpt-2", "r50k_base")]
    [InlineData("davinci", "r50k_base")]
    [InlineData("davinci-codex", "p50k_base")]
    [InlineData("code-davinci-002", "p50k_base")]
    [InlineData("text-davinci-edit-001", "p50k_edit")]
    [InlineData("text-similarity-ada-001", "r50k_base")]
    [InlineData("text-search-curie-doc-001", "r50k_base")]
    [InlineData("code-search-babbage-code-001", "r50k_base")]
    public void A_name_or_a_model_finds_its_tokenizer(string name, string expected) => Assert.Equal(expected, Tokenizer.Get(name).Name);

    [Theory]
    [InlineData("ft:gpt-4o-mini-2024-07-18:us::abc", "o200k_base")]
    [InlineData("ft:gpt-4o-mini:org::id", "o200k_base")]
    [InlineData("ft:gpt-4.1-nano-2025-04-14:org:name:id", "o200k_base")]
    [InlineData("FT:gpt-4-0613:org::id", "cl100k_base")]
    [InlineData("ft:gpt-3.5-turbo-0125:org::id:ckpt-step-90", "cl100k_base")]
    [InlineData("ft:babbage-002:org::id", "cl100k_base")]
    [InlineData("davinci:ft-org-2023-01-01-00-00-00", "r50k_base")]
    public void A_fine_tuned_model_has_the_tokenizer_of_the_model_it_was_made_from(string name, string expected) => Assert.Equal(expected, Tokenizer.Get(name).Name);

    [Theory]
    [InlineData("gpt4o", "gpt-4o")]
    [InlineData("o200k", "o200k_base")]
    [InlineData("cl100k-base", "cl100k_base")]
    public async Task A_slip_in_a_name_is_answered_with_the_name_that_was_meant(string name, string meant)
    {
        Assert.Contains($"Did you mean {meant}?", Assert.Throws<TokenizerException>(() => Tokenizer.Get(name)).Message, StringComparison.Ordinal);
        TokenizerException fault = await Assert.ThrowsAsync<TokenizerException>(() => Tokenizer.LoadAsync(name, TestContext.Current.CancellationToken));
        Assert.Contains($"Did you mean {meant}?", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_edit_models_fill_in_with_special_tokens_of_their_own()
    {
        Assert.Equal([50281], Tokenizer.Get("p50k_edit").FindSpecialTokens(true).EncodeToIds("<|fim_prefix|>"));
        Assert.Equal(Tokenizer.P50kBase.EncodeToIds("def f():\n        return 1"), Tokenizer.Get("p50k_edit").EncodeToIds("def f():\n        return 1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpt")]
    [InlineData("ft:")]
    [InlineData("ft:llama-3:org::id")]
    [InlineData("gpt-4.2")]
    [InlineData("gpt-55")]
    [InlineData("gpt-4x")]
    [InlineData("llama-3")]
    public void An_unknown_name_is_answered_with_the_names(string name)
    {
        TokenizerException exception = Assert.Throws<TokenizerException>(() => Tokenizer.Get(name));
        Assert.Contains($"'{name}'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("o200k_base", exception.Message, StringComparison.Ordinal);
        Assert.Contains("gpt-3.5-turbo", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_listed_tokenizer_and_model_is_found_and_the_size_is_right()
    {
        foreach (TokenizerInfo info in Tokenizer.Known)
        {
            Tokenizer tokenizer = Tokenizer.Get(info.Name);
            Assert.All(info.Models, model => Assert.Same(tokenizer, Tokenizer.Get(model)));
            Assert.NotEqual("", tokenizer.Decode([info.VocabularySize - 1]));
            Assert.Throws<TokenizerException>(() => tokenizer.Decode([1_000_000]));
        }
    }

    [Fact]
    public void The_same_name_gives_the_same_instance() => Assert.Same(Tokenizer.O200kBase, Tokenizer.Get("gpt-4o"));
}
