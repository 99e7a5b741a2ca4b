namespace DatasetKit.Tests.Tokenization.Files;

/// <summary>What few files ask for, and the library that wrote them does in a way of its own: each with the ids that the library gives (@anush008/tokenizers 0.6.0).</summary>
public sealed class NativeQuirkTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A pre-tokenizer that puts a mark before the first piece means the piece with which the original starts.</summary>
    [Theory]
    [InlineData("a", 4)]
    [InlineData(" a", 1)]
    [InlineData("\n\na", 1)]
    public async Task What_comes_first_is_what_the_original_starts_with(string text, int id) => await Gives(
        """{"type":"Strip","strip_left":true,"strip_right":false}""",
        """{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":true}""",
        "",
        text,
        id);

    [Fact]
    public async Task A_match_of_nothing_keeps_its_neighbours_apart() => await Gives(
        "null", """{"type":"Split","pattern":{"Regex":"\\b"},"behavior":"Contiguous","invert":true}""", "", "a b", 1, 3, 2);

    [Fact]
    public async Task Of_added_tokens_that_are_normalized_alike_a_special_one_is_found_first() => await Gives(
        """{"type":"NFKC"}""", "null", """{"id":6,"content":"\u00E9","normalized":true,"special":false},{"id":7,"content":"e\u0301","normalized":true,"special":true}""", "\u00E9", 7);

    [Fact]
    public async Task Of_added_tokens_that_are_normalized_alike_the_first_is_found() => await Gives(
        """{"type":"NFKC"}""", "null", """{"id":6,"content":"\u00E9","normalized":true,"special":false},{"id":7,"content":"e\u0301","normalized":true,"special":false}""", "\u00E9", 6);

    [Fact]
    public async Task An_added_token_is_not_found_in_white_space_that_another_has_taken() => await Gives(
        """{"type":"Replace","pattern":{"String":"x"},"content":" "}""", "null", """{"id":6,"content":"x","normalized":true,"lstrip":true,"rstrip":true}""", "a  b", 1, 6, 2);

    private async Task Gives(string normalizer, string preTokenizer, string added, string text, params int[] ids)
    {
        string file = _folder.Write("tokenizer.json", $$"""
            {"version":"1.0","truncation":null,"padding":null,"added_tokens":[{{added}}],"normalizer":{{normalizer}},"pre_tokenizer":{{preTokenizer}},"post_processor":null,"decoder":null,
            "model":{"type":"WordLevel","vocab":{"<unk>":0,"a":1,"b":2," ":3,"▁a":4,"▁b":5},"unk_token":"<unk>"} }
            """);
        Tokenizer tokenizer = await Tokenizer.LoadAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(ids, tokenizer.EncodeToIds(text));
        Assert.Equal(ids, tokenizer.EncodeToTokens(text).Select(token => token.Id));
        Assert.Equal(ids.Length, tokenizer.CountTokens(text));
    }
}
