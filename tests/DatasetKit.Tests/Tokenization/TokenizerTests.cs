namespace DatasetKit.Tests.Tokenization;

public sealed class TokenizerTests
{
    [Fact]
    public void Hello_world_has_the_well_known_ids()
    {
        Assert.Equal([13225, 2375], Tokenizer.O200kBase.EncodeToIds("Hello world"));
        Assert.Equal([9906, 1917], Tokenizer.Cl100kBase.EncodeToIds("Hello world"));
    }

    [Fact]
    public void Empty_text_has_no_token()
    {
        Assert.Equal(0, Tokenizer.O200kBase.CountTokens(""));
        Assert.Equal(0, Tokenizer.O200kBase.CountTokensUtf8([]));
        Assert.Empty(Tokenizer.O200kBase.EncodeToIds(""));
        Assert.Equal("", Tokenizer.O200kBase.Decode([]));
    }

    [Theory]
    [InlineData("o200k_base")]
    [InlineData("cl100k_base")]
    public void The_text_of_a_special_token_is_ordinary_text(string name)
    {
        Tokenizer tokenizer = Tokenizer.Get(name);
        IReadOnlyList<int> ids = tokenizer.EncodeToIds("<|endoftext|>");
        Assert.True(ids.Count > 1);
        Assert.Equal("<|endoftext|>", tokenizer.Decode(ids));
    }

    [Fact]
    public void A_special_token_is_decoded()
    {
        Assert.Equal("Hello<|endoftext|>", Tokenizer.O200kBase.Decode([13225, 199999]));
        Assert.Equal("Hello<|fim_middle|>", Tokenizer.Cl100kBase.Decode([9906, 100259]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(199_998)]
    [InlineData(int.MaxValue)]
    public void An_id_of_no_token_is_named(int id)
    {
        TokenizerException exception = Assert.Throws<TokenizerException>(() => Tokenizer.O200kBase.Decode([id]));
        Assert.StartsWith($"{id} is no token id of o200k_base", exception.Message);
    }

    [Fact]
    public void A_surrogate_without_a_partner_counts_as_the_replacement_character()
    {
        Assert.Equal(Tokenizer.O200kBase.EncodeToIds("a\uFFFDb"), Tokenizer.O200kBase.EncodeToIds("a\uD800b"));
        Assert.Equal(Tokenizer.O200kBase.EncodeToIds("\uFFFD"), Tokenizer.O200kBase.EncodeToIds("\uDC00"));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_count_as_the_replacement_character() =>
        Assert.Equal(Tokenizer.O200kBase.CountTokens("a\uFFFDb"), Tokenizer.O200kBase.CountTokensUtf8([(byte)'a', 0xFF, (byte)'b']));

    /// <summary>What regular expressions over UTF-16 get wrong, and the long s, which is an s when case is ignored. Ids from npm tiktoken 1.0.22.</summary>
    [Theory]
    [InlineData("o200k_base", "\U0001D408'll go", new[] { 91362, 230, 6090, 810 })]
    [InlineData("o200k_base", "\U0001D7D812345", new[] { 43120, 253, 246, 899, 22901 })]
    [InlineData("o200k_base", "\U00020000's", new[] { 172, 62313, 222, 885 })]
    [InlineData("o200k_base", "x\u0301ABCdef", new[] { 87, 13430, 44197, 1314 })]
    [InlineData("cl100k_base", "\U0001D408'll go", new[] { 57352, 238, 230, 3358, 733 })]
    [InlineData("cl100k_base", "\U0001D7D812345", new[] { 57352, 253, 246, 717, 12901 })]
    [InlineData("cl100k_base", "it'\u017F?", new[] { 275, 6, 129, 123, 30 })]
    public void Letters_and_digits_past_the_first_plane_are_letters_and_digits(string name, string text, int[] ids)
    {
        Assert.Equal(ids, Tokenizer.Get(name).EncodeToIds(text));
        Assert.Equal(text, Tokenizer.Get(name).Decode(ids));
    }

    [Fact]
    public void A_letter_repeated_a_hundred_thousand_times_ends_in_its_longest_tokens()
    {
        string text = new('a', 100_000);
        IReadOnlyList<int> ids = Tokenizer.O200kBase.EncodeToIds(text);
        Assert.Equal(12_500, ids.Count);
        Assert.All(ids, id => Assert.Equal("aaaaaaaa", Tokenizer.O200kBase.Decode([id])));
    }

    [Fact]
    public void Many_threads_count_the_same()
    {
        string[] texts = [.. Enumerable.Range(0, 2_000).Select(i => $"Example {i}: {new string('x', i % 40)} zażółć 你好 {i * 7919}")];
        int[] expected = [.. texts.Select(Tokenizer.O200kBase.CountTokens)];
        int[] counted = new int[texts.Length];
        Parallel.For(0, texts.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => counted[i] = Tokenizer.O200kBase.CountTokens(texts[i]));
        Assert.Equal(expected, counted);
    }

    [Fact]
    public void A_tokenizer_of_ones_own_needs_five_members()
    {
        Tokenizer tokenizer = new OneTokenPerCharacter();
        Assert.Equal(2, tokenizer.CountTokens("é!"));
        Assert.Equal(2, tokenizer.CountTokensUtf8("é!"u8));
        Assert.Equal("characters", tokenizer.ToString());
        Assert.Equal([0..2, 2..3], tokenizer.EncodeToTokensUtf8("é!"u8).Select(token => token.Offset));
        Assert.Equal(['é', '!'], tokenizer.EncodeToIdsUtf8("é!"u8));
        Assert.True(tokenizer.FitsBudget("é!", 2) && !tokenizer.FitsBudgetUtf8("é!"u8, 1));
        Assert.Equal(1, tokenizer.GetIndexByTokenCount("é!", 1, out int before));
        Assert.Equal(1, tokenizer.GetIndexByTokenCountFromEnd("é!", 1, out int behind));
        Assert.Equal((1, 1), (before, behind));
    }

    private sealed class OneTokenPerCharacter : Tokenizer
    {
        public override string Name => "characters";

        public override int CountTokens(ReadOnlySpan<char> text) => text.Length;

        public override IReadOnlyList<int> EncodeToIds(string text) => [.. text.Select(c => (int)c)];

        public override IReadOnlyList<EncodedToken> EncodeToTokens(string text) => [.. text.Select((c, i) => new EncodedToken(c, c.ToString(), i..(i + 1)))];

        public override string Decode(IEnumerable<int> ids) => string.Concat(ids.Select(id => (char)id));
    }
}
