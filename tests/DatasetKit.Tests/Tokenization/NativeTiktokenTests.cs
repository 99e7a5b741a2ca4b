using System.Text;
using System.Text.Json;

namespace DatasetKit.Tests.Tokenization;

/// <summary>Random texts with the ids of tiktoken itself: the file that <c>tests/make-tiktoken-cases.mjs</c> writes and <c>DATASETKIT_TIKTOKEN_CASES</c> names.</summary>
public sealed class NativeTiktokenTests
{
    [Fact]
    public void Every_text_has_the_ids_of_tiktoken()
    {
        string? file = Environment.GetEnvironmentVariable("DATASETKIT_TIKTOKEN_CASES");
        Assert.SkipUnless(file is { Length: > 0 }, "DATASETKIT_TIKTOKEN_CASES names no file; tests/make-tiktoken-cases.mjs writes one");
        Tokenizer[] tokenizers = [Tokenizer.O200kBase, Tokenizer.Cl100kBase, Tokenizer.P50kBase, Tokenizer.R50kBase];
        int compared = 0;
        foreach (string line in File.ReadLines(file!))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            string text = document.RootElement.GetProperty("text").GetString()!;
            foreach (Tokenizer tokenizer in tokenizers)
            {
                int[] expected = [.. document.RootElement.GetProperty(tokenizer.Name).EnumerateArray().Select(id => id.GetInt32())];
                Assert.True(expected.SequenceEqual(tokenizer.EncodeToIds(text)), $"{tokenizer.Name}: {line}");
                Assert.Equal(expected.Length, tokenizer.CountTokensUtf8(Encoding.UTF8.GetBytes(text)));
            }

            compared++;
        }

        Assert.True(compared > 0, "the file is empty");
    }
}
