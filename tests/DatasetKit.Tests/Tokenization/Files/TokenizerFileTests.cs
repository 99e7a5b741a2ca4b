using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DatasetKit.Tokenization;

namespace DatasetKit.Tests.Tokenization.Files;

/// <summary>Every other kind of file, made of those of the fixtures, gives the same ids.</summary>
public sealed class TokenizerFileTests
{
    private static readonly string Fixtures = Path.Combine(AppContext.BaseDirectory, "Tokenization", "Fixtures");
    private static readonly string[] Sentences = ["Hello world", "The quick  brown fox\njumps 1234", "naïve café, Größe", "你好,世界!", "👩‍👩‍👧 𝐈'll", " x "];

    [Fact]
    public async Task A_name_gives_the_embedded_tokenizer() =>
        Assert.Same(Tokenizer.O200kBase, await Tokenizer.LoadAsync("gpt-4o", TestContext.Current.CancellationToken));

    [Fact]
    public async Task What_is_neither_file_nor_name_is_answered_with_the_names()
    {
        TokenizerException exception = await Assert.ThrowsAsync<TokenizerException>(() => Tokenizer.LoadAsync("no/such.json", TestContext.Current.CancellationToken));
        Assert.Contains("no/such.json", exception.Message, StringComparison.Ordinal);
        Assert.Contains("o200k_base", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_folder_is_answered_with_the_files_that_it_lacks()
    {
        using var folder = new TempFolder();
        TokenizerException exception = await Assert.ThrowsAsync<TokenizerException>(() => Tokenizer.LoadAsync(folder.Path, TestContext.Current.CancellationToken));
        Assert.Contains("tokenizer.json", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p50k_base", int.MaxValue)]
    [InlineData("p50k_base", 50_256)]
    [InlineData("cl100k_base", int.MaxValue)]
    [InlineData("o200k_base", int.MaxValue)]
    public async Task A_rank_file_is_known_by_its_size(string table, int limit)
    {
        using var folder = new TempFolder();
        RankTable ranks = RankTable.Unpack(PackedResource.Load(table), limit);
        IEnumerable<string> lines = Enumerable.Range(0, ranks.Count).Where(ranks.Has).Select(id => string.Create(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(ranks.BytesOf(id))} {id}\n"));
        await File.WriteAllTextAsync(folder["some.tiktoken"], string.Concat(lines), TestContext.Current.CancellationToken);

        Tokenizer tokenizer = await Tokenizer.LoadAsync(folder["some.tiktoken"], TestContext.Current.CancellationToken);

        Assert.False(tokenizer.FindsSpecialTokens);
        Same(Tokenizer.Get(limit == 50_256 ? "r50k_base" : table), tokenizer);
        Assert.Contains(tokenizer.Details, detail => detail.Section == "family");
    }

    [Fact]
    public async Task A_tekken_file_has_its_special_tokens_before_its_ranks()
    {
        using var folder = new TempFolder();
        RankTable ranks = RankTable.Unpack(PackedResource.Load("p50k_base"), 50_000);
        var file = new JsonObject
        {
            ["config"] = new JsonObject
            {
                ["pattern"] = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
                ["num_vocab_tokens"] = 50_000,
                ["default_vocab_size"] = 50_000,
                ["default_num_special_tokens"] = 100,
                ["version"] = "v3",
            },
            ["vocab"] = new JsonArray([.. Enumerable.Range(0, 50_000).Select(id => new JsonObject { ["rank"] = id, ["token_bytes"] = Convert.ToBase64String(ranks.BytesOf(id)), ["token_str"] = null })]),
        };
        await File.WriteAllTextAsync(folder["tekken.json"], file.ToJsonString(), TestContext.Current.CancellationToken);

        Tokenizer tokenizer = await Tokenizer.LoadAsync(folder.Path, TestContext.Current.CancellationToken);

        Assert.Equal(Tokenizer.R50kBase.EncodeToIds("Hello world").Select(id => id + 100), tokenizer.EncodeToIds("Hello world"));
        Assert.Equal("<s>Hello<SPECIAL_99>", tokenizer.Decode([1, .. tokenizer.EncodeToIds("Hello"), 99]));
        Assert.Equal([3], tokenizer.FindSpecialTokens(true).EncodeToIds("[INST]"));
    }

    [Theory]
    [InlineData("bytes-gpt2", "GPT2Tokenizer")]
    [InlineData("bytes-prefix-space", "GPT2Tokenizer")]
    public async Task A_vocabulary_and_its_merges_are_as_their_tokenizer_json(string fixture, string className)
    {
        using var folder = new TempFolder();
        JsonNode model = Fixture(fixture)["model"]!;
        await File.WriteAllTextAsync(folder["vocab.json"], model["vocab"]!.ToJsonString(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["merges.txt"], "#version: 0.2\n" + string.Concat(model["merges"]!.AsArray().Select(line => line!.GetValue<string>() + "\n")), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["tokenizer_config.json"], $$"""{ "tokenizer_class": "{{className}}", "add_prefix_space": {{(fixture == "bytes-prefix-space" ? "true" : "false")}} }""", TestContext.Current.CancellationToken);

        Tokenizer expected = await Tokenizer.LoadAsync(Path.Combine(Fixtures, fixture), TestContext.Current.CancellationToken);
        foreach (string path in new[] { "", "vocab.json", "merges.txt" })
        {
            Same(expected, await Tokenizer.LoadAsync(folder[path], TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_vocabulary_without_merges_is_refused()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["vocab.json"], """{ "a": 0 }""", TestContext.Current.CancellationToken);
        TokenizerException exception = await Assert.ThrowsAsync<TokenizerException>(() => Tokenizer.LoadAsync(folder["vocab.json"], TestContext.Current.CancellationToken));
        Assert.Contains("merges.txt", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_list_is_as_its_tokenizer_json()
    {
        using var folder = new TempFolder();
        JsonNode file = Fixture("wordpiece-bert");
        IEnumerable<string> words = file["model"]!["vocab"]!.AsObject().OrderBy(entry => entry.Value!.GetValue<int>()).Select(entry => entry.Key + "\n");
        await File.WriteAllTextAsync(folder["vocab.txt"], string.Concat(words), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["tokenizer_config.json"], """{ "do_lower_case": true }""", TestContext.Current.CancellationToken);

        Tokenizer tokenizer = await Tokenizer.LoadAsync(folder["vocab.txt"], TestContext.Current.CancellationToken);

        Same(await Tokenizer.LoadAsync(Path.Combine(Fixtures, "wordpiece-bert"), TestContext.Current.CancellationToken), tokenizer, withAround: true);
    }

    [Fact]
    public async Task The_tokens_that_were_added_to_a_vocabulary_stand_in_files_of_their_own()
    {
        using TempFolder folder = Pair("bytes-gpt2");
        int next = Fixture("bytes-gpt2")["model"]!["vocab"]!.AsObject().Max(entry => entry.Value!.GetValue<int>()) + 1;
        folder.Write("added_tokens.json", $$"""{"<|x|>":{{next}},"   ":{{next + 1}},"<mask>":{{next + 2}}}""");
        folder.Write("special_tokens_map.json", """{"eos_token":"<|x|>","mask_token":{"content":"<mask>","lstrip":true}}""");

        Tokenizer tokenizer = await Tokenizer.LoadAsync(folder.Path, TestContext.Current.CancellationToken);

        Assert.Equal([next, next + 2, next + 1], tokenizer.EncodeToIds("<|x|> <mask>   "));
        Assert.Equal([next + 1], tokenizer.FindSpecialTokens(false).EncodeToIds("   "));
        Assert.True(tokenizer.FindSpecialTokens(false).CountTokens("<|x|>") > 1);
    }

    [Fact]
    public async Task The_class_of_a_model_says_what_stands_around_a_text()
    {
        using TempFolder folder = Pair("bytes-gpt2");
        int next = Fixture("bytes-gpt2")["model"]!["vocab"]!.AsObject().Max(entry => entry.Value!.GetValue<int>()) + 1;
        folder.Write("added_tokens.json", $$"""{"<s>":{{next}},"</s>":{{next + 1}}}""");
        folder.Write("tokenizer_config.json", """{"tokenizer_class":"RobertaTokenizer"}""");
        Assert.Equal([next, 5, next + 1, next + 1, 6, next + 1], (await Tokenizer.LoadAsync(folder.Path, TestContext.Current.CancellationToken)).AddSpecialTokens([5], [6]));

        folder.Write("tokenizer_config.json", """{"tokenizer_class":"GPT2Tokenizer","add_bos_token":true,"bos_token":{"content":"</s>"}}""");
        Assert.Equal([next + 1, 5, 6], (await Tokenizer.LoadAsync(folder.Path, TestContext.Current.CancellationToken)).AddSpecialTokens([5], [6]));
    }

    [Theory]
    [InlineData("tokenizer_config.json", """{"tokenizer_class":"LlamaTokenizerFast"}""", "LlamaTokenizerFast")]
    [InlineData("tokenizer_config.json", """{"tokenizer_class":"RobertaTokenizer"}""", "'<s>' around a text, which is no token")]
    [InlineData("added_tokens.json", """{"x":0}""", "x")]
    [InlineData("added_tokens.json", """{"<|x|>":-1}""", "a whole number from 0")]
    [InlineData("added_tokens.json", """{"<|x|>":900000000}""", "is outside of")]
    [InlineData("added_tokens.json", """{"<|x|>":9000,"<|y|>":9000}""", "9000 is given to")]
    [InlineData("added_tokens.json", "[1]", "an object is expected")]
    [InlineData("special_tokens_map.json", "{", "no JSON")]
    [InlineData("special_tokens_map.json", """{"bos_token":{"lstrip":true}}""", "content")]
    public async Task What_contradicts_a_vocabulary_beside_it_is_refused(string file, string content, string reason)
    {
        using TempFolder folder = Pair("bytes-gpt2");
        folder.Write(file, content);
        TokenizerException fault = await Assert.ThrowsAsync<TokenizerException>(() => Tokenizer.LoadAsync(folder.Path, TestContext.Current.CancellationToken));
        Assert.Contains(file, fault.Message.Contains("is no token", StringComparison.Ordinal) ? file : fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    /// <summary>CLIP's vocabulary read as GPT-2's would count twice as many tokens as there are, without a word.</summary>
    [Fact]
    public async Task A_vocabulary_that_marks_the_ends_of_words_is_refused()
    {
        using TempFolder folder = Pair("bytes-gpt2", vocabulary =>
        {
            int next = vocabulary.Max(entry => entry.Value!.GetValue<int>()) + 1;
            for (char letter = 'a'; letter <= 'z'; letter++)
            {
                vocabulary[letter + "</w>"] = next++;
            }
        });
        TokenizerException fault = await Assert.ThrowsAsync<TokenizerException>(() => Tokenizer.LoadAsync(folder.Path, TestContext.Current.CancellationToken));
        Assert.Contains("</w>", fault.Message, StringComparison.Ordinal);
        Assert.Contains("tokenizer.json", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"do_lower_case":true,"strip_accents":false}""", "É", "é")]
    [InlineData("""{"do_lower_case":false,"strip_accents":true}""", "É", "E")]
    [InlineData("""{"do_lower_case":false,"tokenize_chinese_chars":false}""", "你好", "你好")]
    [InlineData("""{"do_lower_case":false}""", "你好", "你 好")]
    [InlineData("""{"do_lower_case":false,"added_tokens_decoder":{"9":{"content":"你好","special":true}}}""", "你好", "你好")]
    public async Task A_word_lists_configuration_says_how_its_text_is_made_plain(string config, string text, string tokens)
    {
        using var folder = new TempFolder();
        folder.Write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\né\nE\n你\n好\n你好\n");
        folder.Write("tokenizer_config.json", config);
        Tokenizer tokenizer = await Tokenizer.LoadAsync(folder["vocab.txt"], TestContext.Current.CancellationToken);
        Assert.Equal(tokens, string.Join(' ', tokenizer.EncodeToTokens(text).Select(token => token.Value)));
    }

    private static TempFolder Pair(string fixture, Action<JsonObject>? change = null)
    {
        var folder = new TempFolder();
        JsonNode model = Fixture(fixture)["model"]!;
        JsonObject vocabulary = model["vocab"]!.AsObject();
        change?.Invoke(vocabulary);
        folder.Write("vocab.json", vocabulary.ToJsonString());
        folder.Write("merges.txt", "#version: 0.2\n" + string.Concat(model["merges"]!.AsArray().Select(line => line!.GetValue<string>() + "\n")));
        return folder;
    }

    private static JsonNode Fixture(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Fixtures, name, "tokenizer.json")))!;

    private static void Same(Tokenizer expected, Tokenizer tokenizer, bool withAround = false)
    {
        foreach (string text in Sentences)
        {
            IReadOnlyList<int> ids = tokenizer.EncodeToIds(text);
            Assert.Equal(expected.EncodeToIds(text), ids);
            Assert.Equal(expected.Decode(ids), tokenizer.Decode(ids));
            Assert.Equal(ids.Count, tokenizer.CountTokensUtf8(Encoding.UTF8.GetBytes(text)));
            if (withAround)
            {
                Assert.Equal(expected.AddSpecialTokens(ids), tokenizer.AddSpecialTokens(ids));
            }
        }
    }
}
