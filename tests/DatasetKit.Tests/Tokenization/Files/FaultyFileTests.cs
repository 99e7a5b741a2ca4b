using System.Text;
using System.Text.Json.Nodes;

namespace DatasetKit.Tests.Tokenization.Files;

/// <summary>What is wrong with a file is said with its section; nothing is ever read half.</summary>
public sealed class FaultyFileTests
{
    private static readonly string Fixtures = Path.Combine(AppContext.BaseDirectory, "Tokenization", "Fixtures");

    /// <summary>A fixture, what is done to it, the section that is named, and some of the reason.</summary>
    public static TheoryData<string, string, string, string, string> Faults => new()
    {
        { "bytes-gpt2", "model.vocab.zz", "0", "model.vocab", "the id 0 stands there twice" },
        { "bytes-gpt2", "model.vocab.zz", "-1", "model.vocab", "-1 is outside" },
        { "bytes-gpt2", "model.vocab.zz", "4000000000", "model.vocab", "outside" },
        { "bytes-gpt2", "model.vocab.zz", "\"1\"", "model.vocab", "whole number" },
        { "bytes-gpt2", "model.vocab.~", "", "model.vocab", "0x7E" },
        { "bytes-gpt2", "model.vocab", "[]", "model.vocab", "object" },
        { "bytes-gpt2", "model.vocab", "{}", "model.merges", "not in the vocabulary" },
        { "bytes-gpt2", "model.merges", "[\"q q\"]", "model.merges", "merge 1 has a result that is not in the vocabulary" },
        { "bytes-gpt2", "model.merges", "[\"a qqq\"]", "model.merges", "merge 1 has a right side" },
        { "bytes-gpt2", "model.merges", "[\"ab\"]", "model.merges", "one space" },
        { "bytes-gpt2", "model.merges", "[[\"a\",\"b\",\"c\"]]", "model.merges", "two parts" },
        { "bytes-gpt2", "model.merges", "[\"a \"]", "model.merges", "right side" },
        { "bytes-gpt2", "model.merges", "null", "model.merges", "array" },
        { "bytes-gpt2", "model.type", "\"Magic\"", "model.type", "none of BPE" },
        { "bytes-gpt2", "model.dropout", "0.1", "model.dropout", "by chance" },
        { "bytes-gpt2", "model.unk_token", "\"<nope>\"", "model.unk_token", "not in the vocabulary" },
        { "bytes-gpt2", "model.byte_fallback", "true", "model.vocab", "<0x00>" },
        { "bytes-gpt2", "model.surprise", "1", "model.surprise", "no such field" },
        { "bytes-gpt2", "model", "", "model", "missing" },
        { "bytes-gpt2", "model", "[]", "model", "object" },
        { "bytes-gpt2", "surprise", "{}", "surprise", "not known" },
        { "bytes-gpt2", "normalizer", "{\"type\":\"Magic\"}", "normalizer.type", "not known" },
        { "bytes-gpt2", "normalizer", "{}", "normalizer.type", "nothing stands there" },
        { "bytes-gpt2", "normalizer", "3", "normalizer", "object" },
        { "bytes-gpt2", "normalizer", "{\"type\":\"Precompiled\",\"precompiled_charsmap\":\"!\"}", "normalizer.precompiled_charsmap", "base64" },
        { "bytes-gpt2", "normalizer", "{\"type\":\"Precompiled\",\"precompiled_charsmap\":\"/////w==\"}", "normalizer.precompiled_charsmap", "length" },
        { "bytes-gpt2", "pre_tokenizer", "{\"type\":\"Magic\"}", "pre_tokenizer.type", "not known" },
        { "bytes-gpt2", "pre_tokenizer", "{\"type\":\"Split\",\"pattern\":{\"Regex\":\"(\"},\"behavior\":\"Isolated\",\"invert\":false}", "pre_tokenizer.pattern.Regex", "not closed" },
        { "bytes-gpt2", "pre_tokenizer", "{\"type\":\"Split\",\"pattern\":{\"Regex\":\"(a)\\\\1\"},\"behavior\":\"Isolated\",\"invert\":false}", "pre_tokenizer.pattern.Regex", "not supported" },
        { "bytes-gpt2", "pre_tokenizer", "{\"type\":\"Split\",\"pattern\":{\"Regex\":\"\\\\p{Klingon}\"},\"behavior\":\"Isolated\",\"invert\":false}", "pre_tokenizer.pattern.Regex", "Klingon" },
        { "bytes-gpt2", "pre_tokenizer", "{\"type\":\"Split\",\"pattern\":{\"Regex\":\"((((a{900}){900}){900}){900})\"},\"behavior\":\"Isolated\",\"invert\":false}", "pre_tokenizer.pattern.Regex", "steps" },
        { "bytes-gpt2", "pre_tokenizer", "{\"type\":\"Split\",\"pattern\":{\"String\":\"\"},\"behavior\":\"Isolated\",\"invert\":false}", "pre_tokenizer.pattern.String", "empty" },
        { "bytes-gpt2", "pre_tokenizer", "{\"type\":\"Split\",\"pattern\":{\"String\":\"a\"},\"behavior\":\"Odd\",\"invert\":false}", "pre_tokenizer.behavior", "Odd" },
        { "bytes-gpt2", "pre_tokenizer", "{\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"Digits\",\"individual_digits\":3}]}", "pre_tokenizer.pretokenizers[0].individual_digits", "true or false" },
        { "bytes-gpt2", "pre_tokenizer", "{\"type\":\"Metaspace\",\"replacement\":\"ab\"}", "pre_tokenizer.replacement", "one character" },
        { "bytes-gpt2", "post_processor", "{\"type\":\"Magic\"}", "post_processor.type", "not known" },
        { "bytes-gpt2", "post_processor", "{\"type\":\"TemplateProcessing\",\"single\":[{\"SpecialToken\":{\"id\":\"x\",\"type_id\":0}}],\"pair\":[],\"special_tokens\":{}}", "post_processor.single[0].SpecialToken.id", "special_tokens" },
        { "bytes-gpt2", "decoder", "{\"type\":\"Magic\"}", "decoder.type", "not known" },
        { "bytes-gpt2", "added_tokens", "[{\"id\":5,\"content\":\"<x>\"}]", "added_tokens[0].id", "5" },
        { "bytes-gpt2", "added_tokens", "[{\"id\":500,\"content\":\"<x>\"},{\"id\":500,\"content\":\"<y>\"}]", "added_tokens[1]", "500" },
        { "bytes-gpt2", "added_tokens", "[{\"id\":500,\"content\":\"<x>\"},{\"id\":501,\"content\":\"<x>\"}]", "added_tokens[1]", "501" },
        { "bytes-gpt2", "added_tokens", "[{\"id\":500,\"content\":\"a\"}]", "added_tokens[0].id", "500 here" },
        { "unigram-t5", "model.unk_id", "99999", "model.unk_id", "99999" },
        { "unigram-t5", "model.vocab", "[[\"a\"]]", "model.vocab", "entry 0" },
        { "unigram-t5", "model.vocab", "[[\"a\",1e999]]", "model.vocab", "entry 0" },
        { "unigram-t5", "model.merges", "[]", "model.merges", "no merges" },
        { "wordpiece-bert", "model.unk_token", "\"[NOPE]\"", "model.unk_token", "not in the vocabulary" },
        { "wordpiece-bert", "model.max_input_chars_per_word", "-1", "model.max_input_chars_per_word", "0 to" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_names_file_section_and_reason(string fixture, string path, string value, string section, string reason)
    {
        using var folder = new TempFolder();
        JsonNode root = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Fixtures, fixture, "tokenizer.json"), TestContext.Current.CancellationToken))!;
        Set(root, path.Split('.'), value);
        string file = folder.Write("tokenizer.json", root.ToJsonString());

        TokenizerException exception = await Assert.ThrowsAsync<TokenizerException>(() => Tokenizer.LoadAsync(file, TestContext.Current.CancellationToken));

        Assert.Equal(file, exception.File);
        Assert.Equal(section, exception.Section);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{file}: {section}: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_cut_off_is_no_tokenizer_wherever_it_was_cut()
    {
        byte[] whole = await File.ReadAllBytesAsync(Path.Combine(Fixtures, "wordlevel-ctc", "tokenizer.json"), TestContext.Current.CancellationToken);
        for (int length = 0; length < whole.Length - 2; length += 7)
        {
            await Throws(whole[..length], "tokenizer.json");
        }

        byte[] model = await File.ReadAllBytesAsync(Path.Combine(Fixtures, "spm-bpe", "tokenizer.model"), TestContext.Current.CancellationToken);
        for (int length = 0; length < model.Length / 2; length += 11)
        {
            // A model that is cut between two pieces is a smaller model.
            await ThrowsOrLoads(model[..length], "tokenizer.model");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"model\":{\"type\":\"BPE\",\"vocab\":{},\"merges\":[]}} trailing")]
    [InlineData("{\"version\":\"1.0\",\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"\\ud800\":0},\"unk_token\":\"x\"}}")]
    [InlineData("{\"version\":\"1.0\",\"\\ud800\":0}")]
    [InlineData("{\"version\":\"1.0\",\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":0},\"\\ud800\":\"x\"}}")]
    [InlineData("{\"version\":\"1.0\",\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":0},\"unk_token\":\"\\ud800\"}}")]
    [InlineData("{\"config\":{},\"vocab\":[]}")]
    [InlineData("{\"config\":{\"pattern\":\"a\",\"default_vocab_size\":2000000000,\"default_num_special_tokens\":1},\"vocab\":[]}")]
    [InlineData("IQ== 0\nIg== 1\n")]
    [InlineData("IQ== 0\nIg== x\n")]
    [InlineData("hello\nworld\n")]
    [InlineData("\n\u0005\n\u0003abc\u0015")]
    public async Task What_is_no_tokenizer_is_refused(string content) => await Throws(Encoding.UTF8.GetBytes(content), "file");

    [Fact]
    public async Task A_length_of_ten_gigabytes_is_not_believed()
    {
        byte[] piece = [0x0A, 0x80, 0x80, 0x80, 0x80, 0x28, 0x0A, 0x01, (byte)'a'];
        TokenizerException exception = await Throws(piece, "tokenizer.model");
        Assert.Contains("10,737,418,240", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_not_utf8_is_refused()
    {
        byte[] content = [.. "{\"version\":\"1.0\",\"model\":{\"type\":\"WordLevel\",\"vocab\":{\""u8, 0xFF, 0xE4, .. "\":0},\"unk_token\":\"x\"}}"u8];
        Assert.Contains("UTF-8", (await Throws(content, "tokenizer.json")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sections_nested_without_end_are_refused()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"type\":\"Sequence\",\"normalizers\":[", 5_000));
        await Throws(Encoding.UTF8.GetBytes($"{{\"version\":\"1.0\",\"normalizer\":{deep}"), "tokenizer.json");
    }

    [Fact]
    public async Task A_pattern_that_explodes_on_a_text_ends_with_a_fault()
    {
        using var folder = new TempFolder();
        JsonNode root = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Fixtures, "bytes-gpt2", "tokenizer.json"), TestContext.Current.CancellationToken))!;
        Set(root, ["pre_tokenizer"], """{ "type": "Split", "pattern": { "Regex": "(a|a)+b" }, "behavior": "Isolated", "invert": false }""");
        Tokenizer tokenizer = await Tokenizer.LoadAsync(folder.Write("tokenizer.json", root.ToJsonString()), TestContext.Current.CancellationToken);

        Assert.Equal(1, tokenizer.CountTokens("a"));
        TokenizerException exception = Assert.Throws<TokenizerException>(() => tokenizer.CountTokens(new string('a', 60)));
        Assert.Contains("explodes", exception.Message, StringComparison.Ordinal);
        Assert.Equal((folder["tokenizer.json"], "pre_tokenizer.pattern.Regex"), (exception.File, exception.Section));
    }

    private static void Set(JsonNode root, string[] path, string value)
    {
        JsonObject parent = path[..^1].Aggregate(root, (node, name) => node[name]!).AsObject();
        if (value.Length == 0)
        {
            parent.Remove(path[^1]);
        }
        else
        {
            parent[path[^1]] = JsonNode.Parse(value);
        }
    }

    private static async Task<TokenizerException> Throws(byte[] content, string name)
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder[name], content, TestContext.Current.CancellationToken);
        return await Assert.ThrowsAsync<TokenizerException>(() => Tokenizer.LoadAsync(folder[name], TestContext.Current.CancellationToken));
    }

    private static async Task ThrowsOrLoads(byte[] content, string name)
    {
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder[name], content, TestContext.Current.CancellationToken);
        try
        {
            Tokenizer tokenizer = await Tokenizer.LoadAsync(folder[name], TestContext.Current.CancellationToken);
            foreach (string text in new[] { "Hello world", "naïve 你好 👩‍👩‍👧\r\n  x", "the<tag>fox" })
            {
                Assert.Equal(tokenizer.EncodeToIds(text).Count, tokenizer.CountTokens(text));
            }
        }
        catch (TokenizerException)
        {
            // It was refused, at once or on a text that has no token.
        }
    }
}
