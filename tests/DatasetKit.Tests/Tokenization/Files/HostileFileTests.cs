using System.Text;
using DatasetKit.Tokenization;
using FsCheck.Fluent;

namespace DatasetKit.Tests.Tokenization.Files;

/// <summary>Files that were made to do harm, and files that came to harm: a fault with file, section and reason, or a tokenizer that works.</summary>
public sealed class HostileFileTests
{
    private static readonly string Fixtures = Path.Combine(AppContext.BaseDirectory, "Tokenization", "Fixtures");

    public static TheoryData<string> Names => [.. HostileFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_file_is_named_with_section_and_reason(string name)
    {
        HostileFile hostile = HostileFiles.All[name];
        using var folder = new TempFolder();
        foreach ((string file, string content) in hostile.Beside.Append((hostile.File, hostile.Content)))
        {
            await File.WriteAllTextAsync(folder[file], content, hostile.IsLatin ? Encoding.Latin1 : new UTF8Encoding(), TestContext.Current.CancellationToken);
        }

        string path = folder[hostile.File];
        TokenizerException exception;
        if (hostile.Text is null)
        {
            exception = await Assert.ThrowsAsync<TokenizerException>(() => Tokenizer.LoadAsync(path, TestContext.Current.CancellationToken));
        }
        else
        {
            Tokenizer tokenizer = await Tokenizer.LoadAsync(path, TestContext.Current.CancellationToken);
            exception = Assert.Throws<TokenizerException>(() => tokenizer.Decode(tokenizer.EncodeToIds(hostile.Text)));
        }

        Assert.Equal(path, exception.File);
        Assert.Equal(hostile.Section, exception.Section);
        Assert.Contains(hostile.Reason, exception.Message, StringComparison.Ordinal);
        Assert.InRange(exception.Message.Length, 1, path.Length + 1_000);
    }

    [Fact]
    public async Task A_file_that_is_too_long_is_not_read()
    {
        using var folder = new TempFolder();
        using (FileStream file = File.Create(folder["tokenizer.json"]))
        {
            file.SetLength(TokenizerFile.MaxLength + 1);
        }

        TokenizerException exception = await Assert.ThrowsAsync<TokenizerException>(() => Tokenizer.LoadAsync(folder.Path, TestContext.Current.CancellationToken));
        Assert.Contains("67,108,864 is the most", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_added_tokens_than_any_model_has_are_not_read()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["tokenizer.json"], "{\"added_tokens\":[" + new string(' ', 1 << 24) + "]}");
        TokenizerException exception = await Assert.ThrowsAsync<TokenizerException>(() => Tokenizer.LoadAsync(folder.Path, TestContext.Current.CancellationToken));
        Assert.Equal("added_tokens", exception.Section);
        Assert.Contains("16,777,216 is the most", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_without_end_is_too_long()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "there is no /dev/zero");
        Assert.Contains("67,108,864 is the most", (await Assert.ThrowsAsync<TokenizerException>(
            () => Tokenizer.LoadAsync("/dev/zero", TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Kinds => [.. Wholes().Keys];

    /// <summary>Cut, changed, doubled and moved: a fault, or a tokenizer that counts what it encodes.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_damaged_file_is_refused_or_works(string kind)
    {
        (string main, Dictionary<string, byte[]> files) = Wholes()[kind];
        using var folder = new TempFolder();
        Properties.Check(files[main].Length > 100_000 ? 20 : 120, Prop.ForAll(Properties.Seeds, seed =>
        {
            Random random = Properties.Random(seed);
            string damaged = files.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(files.Count));
            foreach ((string file, byte[] content) in files)
            {
                File.WriteAllBytes(folder[file], file == damaged ? Damage(content, random) : content);
            }

            return IsRefusedOrWorks(folder[main]);
        }));
    }

    private static bool IsRefusedOrWorks(string file)
    {
        Tokenizer tokenizer;
        try
        {
            tokenizer = Tokenizer.LoadAsync(file).GetAwaiter().GetResult();
        }
        catch (TokenizerException fault)
        {
            return fault.File is not null;
        }

        foreach (string text in new[] { "Hello world", "naïve 你好 👩‍👩‍👧\r\n  x", "the<tag>fox" })
        {
            try
            {
                IReadOnlyList<int> ids = tokenizer.EncodeToIds(text);
                tokenizer.Decode(ids);
                if (ids.Count != tokenizer.CountTokens(text))
                {
                    return false;
                }
            }
            catch (TokenizerException fault) when (fault.File == file)
            {
                // The file cannot take this text, and says so.
            }
        }

        return true;
    }

    private static byte[] Damage(byte[] whole, Random random)
    {
        int at = random.Next(whole.Length), length = random.Next(1, Math.Min(whole.Length - at, 200) + 1);
        switch (random.Next(5))
        {
            case 0:
                return whole[..at];
            case 1:
                return [.. whole[..at], .. whole[(at + length)..]];
            case 2:
                return [.. whole[..(at + length)], .. whole[at..]];
            default:
                byte[] damaged = [.. whole];
                for (int hits = random.Next(1, 4); hits > 0; hits--)
                {
                    damaged[random.Next(damaged.Length)] = random.Next(3) == 0 ? (byte)random.Next(0x100) : (byte)"{}[]\",:0a9-e\\ \n"[random.Next(15)];
                }

                return damaged;
        }
    }

    private static Dictionary<string, (string Main, Dictionary<string, byte[]> Files)> Wholes()
    {
        var wholes = new Dictionary<string, (string, Dictionary<string, byte[]>)>();
        foreach (string fixture in new[] { "bytes-cl100k", "bytes-general-pattern", "added-flags", "marks-gemma", "unigram-precompiled", "wordpiece-bert", "wordlevel-ctc", "spm-unigram", "spm-bpe-defined", "spm-bpe-bytes" })
        {
            string name = fixture.StartsWith("spm", StringComparison.Ordinal) ? "tokenizer.model" : "tokenizer.json";
            wholes[fixture] = (name, new() { [name] = File.ReadAllBytes(Path.Combine(Fixtures, fixture, name)) });
        }

        RankTable ranks = RankTable.Unpack(PackedResource.Load("p50k_base"), 50_256);
        byte[] lines = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, ranks.Count).Select(id => $"{Convert.ToBase64String(ranks.BytesOf(id))} {id}\n")));
        wholes["ranks"] = ("r.tiktoken", new() { ["r.tiktoken"] = lines });
        string tokens = string.Join(',', Enumerable.Range(0, 2_000).Select(id => $$"""{"rank":{{id}},"token_bytes":"{{Convert.ToBase64String(ranks.BytesOf(id))}}","token_str":null}"""));
        wholes["tekken"] = ("tekken.json", new() { ["tekken.json"] = Encoding.ASCII.GetBytes($$"""{"config":{"pattern":"\\p{L}+|\\s+|.","default_vocab_size":2100,"default_num_special_tokens":100},"vocab":[{{tokens}}]}""") });
        using var bert = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Fixtures, "wordpiece-bert", "tokenizer.json")));
        IEnumerable<string> words = bert.RootElement.GetProperty("model").GetProperty("vocab").EnumerateObject().OrderBy(word => word.Value.GetInt32()).Select(word => word.Name + "\n");
        wholes["vocab.txt"] = ("vocab.txt", new() { ["vocab.txt"] = Encoding.UTF8.GetBytes(string.Concat(words)), ["tokenizer_config.json"] = """{ "do_lower_case": true }"""u8.ToArray() });
        using var gpt2 = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Fixtures, "bytes-gpt2", "tokenizer.json")));
        System.Text.Json.JsonElement model = gpt2.RootElement.GetProperty("model");
        wholes["vocab.json"] = ("vocab.json", new()
        {
            ["vocab.json"] = Encoding.UTF8.GetBytes(model.GetProperty("vocab").GetRawText()),
            ["merges.txt"] = Encoding.UTF8.GetBytes(string.Concat(model.GetProperty("merges").EnumerateArray().Select(merge => merge.GetString() + "\n"))),
            ["tokenizer_config.json"] = """{ "tokenizer_class": "Qwen2Tokenizer", "added_tokens_decoder": { "900": { "content": "<x>", "special": true } } }"""u8.ToArray(),
        });
        return wholes;
    }
}
