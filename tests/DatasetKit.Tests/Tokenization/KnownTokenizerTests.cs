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
    public void A_name_or_a_model_finds_its_tokenizer(string name, string expected) => Assert.Equal(expected, Tokenizer.Get(name).Name);

    [Theory]
    [InlineData("")]
    [InlineData("gpt")]
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
