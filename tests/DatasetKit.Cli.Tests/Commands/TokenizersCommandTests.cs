using System.Text.Json;

namespace DatasetKit.Cli.Tests.Commands;

public sealed class TokenizersCommandTests : IDisposable
{
    private readonly Workspace _folder = new();

    public TokenizersCommandTests() => _folder.Put("tokenizer.json", """
        {
          "version": "1.0",
          "truncation": { "direction": "Right", "max_length": 512, "strategy": "LongestFirst", "stride": 0 },
          "padding": { "strategy": { "Fixed": 512 }, "direction": "Right", "pad_to_multiple_of": null, "pad_id": 1, "pad_type_id": 0, "pad_token": "<unk>" },
          "added_tokens": [ { "id": 1, "content": "<unk>", "special": true } ],
          "pre_tokenizer": { "type": "Split", "pattern": { "Regex": "a\r\n|b" }, "behavior": "Isolated", "invert": false },
          "model": { "type": "WordLevel", "vocab": { "a": 0, "<unk>": 1 }, "unk_token": "<unk>" }
        }
        """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_name_the_embedded_ones_are_listed()
    {
        var result = Tool.Run(_folder.Path, "tokenizers");
        Assert.Equal(0, result.Exit);
        Assert.Contains("o200k_harmony", result.Output, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(Tool.Run(_folder.Path, "tokenizers", "--json").Output);
        Assert.Contains(json.RootElement.GetProperty("tokenizers").EnumerateArray(), t => t.GetProperty("tokenizer").GetString() == "cl100k_base");
    }

    [Fact]
    public void Of_a_file_every_section_is_shown_on_a_line_of_its_own()
    {
        var result = Tool.Run(_folder.Path, "tokenizers", "tokenizer.json");

        Assert.Equal(0, result.Exit);
        Assert.Equal("""
            tokenizer       tokenizer.json
            model           WordLevel, 2 tokens
            normalizer      none: text stays as it is
            pre_tokenizer   Split at the pattern a\r\n|b (by the general matcher)
            post_processor  none: no token comes before or behind a text
            decoder         none: tokens are joined by spaces
            added_tokens    1, of which 1 special, found in text
            truncation      cut at 512 tokens, from the right (LongestFirst); said here, not done
            padding         filled up to 512 tokens on the right with <unk> (1); said here, not done

            """, result.Output, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void The_same_is_one_object_with_json()
    {
        using var json = JsonDocument.Parse(Tool.Run(_folder.Path, "tokenizers", ".", "--json").Output);
        Assert.Equal(".", json.RootElement.GetProperty("tokenizer").GetString());
        Assert.True(json.RootElement.GetProperty("finds_special_tokens").GetBoolean());
        Assert.Equal(["model", "normalizer", "pre_tokenizer", "post_processor", "decoder", "added_tokens", "truncation", "padding"],
            json.RootElement.GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("section").GetString()));
    }

    [Fact]
    public void A_file_that_cannot_be_used_is_one_line_with_section_and_reason()
    {
        _folder.Put("bad.json", """{ "version": "1.0", "normalizer": { "type": "\u001b[2J\n" }, "model": { "type": "WordLevel", "vocab": { "a": 0 } } }""");
        var result = Tool.Run(_folder.Path, "tokenizers", "bad.json");
        Assert.Equal((2, ""), (result.Exit, result.Output));
        Assert.Equal("datasetkit: bad.json: normalizer.type: a normalizer '\\u001b[2J\\n' is not known here\n", result.Error);
    }

    [Theory]
    [InlineData("--limit takes a whole number from 1, not \"many\"", "count", "tokenizer.json", "--tokenizer", "gpt-4o", "--limit", "many")]
    [InlineData("--limit takes a whole number from 1, not \"0\"", "count", "tokenizer.json", "--tokenizer", "gpt-4o", "--limit", "0")]
    [InlineData("--max-tokens takes a whole number from 1, not \"-5\"", "count", "tokenizer.json", "--tokenizer", "gpt-4o", "--max-tokens", "-5")]
    [InlineData("--epochs takes a whole number from 1, not \"1.5\"", "count", "tokenizer.json", "--tokenizer", "gpt-4o", "--epochs", "1.5")]
    [InlineData("--max-tokens takes a whole number from 1, not \"99999999999\"", "convert", "tokenizer.json", "--to", "alpaca", "--tokenizer", "gpt-4o", "--max-tokens", "99999999999")]
    [InlineData("--length takes a whole number from 1 to 16777216, not \"x\"", "pack", "tokenizer.json", "--tokenizer", "gpt-4o", "--length", "x")]
    public void Numbers_are_asked_for_in_plain_words(string message, params string[] call)
    {
        var result = Tool.Run(_folder.Path, call);
        Assert.Equal((2, $"datasetkit: {message}\n"), (result.Exit, result.Error));
    }
}
