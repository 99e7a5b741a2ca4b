using System.Text.Json;

namespace DatasetKit.Tests.Tokenization;

/// <summary>
/// A text for every code point through one component of a tokenizer at a time, with the ids of Hugging Face's library itself: the folder that <c>tests/make-character-cases.mjs</c>
/// writes and <c>DATASETKIT_CHARACTER_CASES</c> names.
/// </summary>
public sealed class NativeCharacterTests
{
    [Fact]
    public async Task Every_component_does_to_every_character_what_the_native_library_does()
    {
        string? folder = Environment.GetEnvironmentVariable("DATASETKIT_CHARACTER_CASES");
        Assert.SkipUnless(folder is { Length: > 0 }, "DATASETKIT_CHARACTER_CASES names no folder; tests/make-character-cases.mjs writes one");
        string[] texts = [.. File.ReadLines(Path.Join(folder, "texts.jsonl")).Select(line => JsonSerializer.Deserialize<string>(line)!)];
        string[] components = Directory.GetFiles(folder, "*.ids.jsonl");
        var faults = new List<string>();
        foreach (string ids in components.Order(StringComparer.Ordinal))
        {
            Tokenizer tokenizer = await Tokenizer.LoadAsync(ids.Replace(".ids.jsonl", ".json", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            string[] lines = await File.ReadAllLinesAsync(ids, TestContext.Current.CancellationToken);
            string[] differing = [.. texts.Where((text, place) => $"[{string.Join(',', tokenizer.EncodeToIds(text))}]" != lines[place + 1]).Select(text => $"U+{char.ConvertToUtf32(text, 1):X4}")];
            if (differing.Length > 0)
            {
                faults.Add($"{lines[0]}: {differing.Length} differ: {string.Join(' ', differing.Take(20))}");
            }
        }

        Assert.Empty(faults);
        Assert.True(components.Length > 0 && texts.Length > 0, "the folder is empty");
    }
}
