using System.Text;
using System.Text.Json;

namespace DatasetKit.Tests.Tokenization;

/// <summary>
/// The ids that native implementations give, for tokenizers that come from files. Too long for every run, and the files are not ours: set
/// <c>DATASETKIT_TOKENIZERS</c> to the folder that <c>tests/get-tokenizers.sh</c> fills.
/// </summary>
public sealed class FileConformanceTests
{
    /// <summary>Tokenizers that give any text back; the others change it, or have no token for some of it.</summary>
    private static readonly string[] s_exact = ["hf-deepseek_v3", "hf-gpt4o", "hf-gptoss", "hf-llama3", "hf-phi2", "hf-whisper"];

    /// <summary>Tokenizers that give any text back that has none of the marks which stand for spaces.</summary>
    private static readonly string[] s_exactButForMarks = ["hf-gemma3", "hf-llama2", "spm-mistral-v1", "spm-mistral-v3"];

    public static TheoryData<string> Names =>
    [
        "hf-bert_cased", "hf-bert_cased_lower", "hf-chatglm", "hf-clip", "hf-deepseek_v3", "hf-falcon", "hf-gemma3", "hf-gpt4o", "hf-gptoss", "hf-llama2",
        "hf-llama3", "hf-nmt", "hf-phi2", "hf-phi3", "hf-qwen3", "hf-roberta", "hf-t5", "hf-whisper", "spm-mistral-v1", "spm-mistral-v3", "spm-test-unigram1000",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_case_has_the_ids_of_the_native_library(string name)
    {
        Tokenizer tokenizer = await Load(name);
        List<ConformanceCase> cases = [.. ConformanceCases.Of(name)];
        Assert.Empty(cases.Select(c => c.Fault(tokenizer)).OfType<string>());
        Assert.True(cases.Count >= 2_700, $"only {cases.Count} cases were compared");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Ids_become_the_text_again(string name)
    {
        bool isExact = s_exact.Contains(name);
        // Behind a special token such tokenizers put a space that is not in the text.
        Tokenizer tokenizer = (await Load(name)).FindSpecialTokens(isExact);
        Assert.SkipUnless(isExact || s_exactButForMarks.Contains(name), "this tokenizer changes the text");
        foreach (ConformanceCase c in ConformanceCases.Of(name).Where(c => isExact || !c.Text.Contains('▁')))
        {
            string text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(c.Text));
            string decoded = tokenizer.Decode(tokenizer.EncodeToIds(text));
            Assert.True(decoded == text, $"{c.Number} ({c.Category})");
            if (isExact)
            {
                Assert.True(CoversAll(tokenizer.EncodeToTokens(text), text), $"{c.Number} ({c.Category}): a character belongs to no token");
            }
        }
    }

    private static bool CoversAll(IReadOnlyList<EncodedToken> tokens, string text)
    {
        int covered = 0;
        foreach (EncodedToken token in tokens)
        {
            if (token.Offset.Start.Value > covered)
            {
                return false;
            }

            covered = Math.Max(covered, token.Offset.End.Value);
        }

        return covered == text.Length;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_tokens_around_a_text_and_a_pair_are_those_of_the_native_library(string name)
    {
        Tokenizer tokenizer = await Load(name);
        JsonElement meta = ConformanceCases.Meta.EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == name);
        Assert.SkipUnless(meta.TryGetProperty("withSpecial", out JsonElement expected), "it is not known");
        JsonElement single = expected.GetProperty("single"), pair = expected.GetProperty("pair");
        Assert.Equal(Ids(single[1]), tokenizer.AddSpecialTokens(tokenizer.EncodeToIds(single[0].GetString()!)));
        Assert.Equal(Ids(pair[2]), tokenizer.AddSpecialTokens(tokenizer.EncodeToIds(pair[0].GetString()!), tokenizer.EncodeToIds(pair[1].GetString()!)));
    }

    private static int[] Ids(JsonElement list) => [.. list.EnumerateArray().Select(id => id.GetInt32())];

    private static async Task<Tokenizer> Load(string name)
    {
        string? folder = Environment.GetEnvironmentVariable("DATASETKIT_TOKENIZERS");
        Assert.SkipUnless(folder is { Length: > 0 }, "DATASETKIT_TOKENIZERS names no folder of tokenizers; tests/get-tokenizers.sh fills one");
        string plain = name[(name.IndexOf('-') + 1)..];
        string? file = new[] { folder, SharedFolder.PathOf("data", "tokenizers") }
            .SelectMany(path => new[] { Path.Join(path, plain + ".json"), Path.Join(path, plain + ".model") })
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(file is null, $"the tokenizer '{plain}' is not in {folder}");
        return await Tokenizer.LoadAsync(file, TestContext.Current.CancellationToken);
    }
}
