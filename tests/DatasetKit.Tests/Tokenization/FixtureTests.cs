using System.Text;
using System.Text.Json;

namespace DatasetKit.Tests.Tokenization;

/// <summary>
/// Small tokenizers of our own, a folder each in <c>Fixtures</c>, with what the native libraries give for some hard texts. <c>tests/make-tokenizer-fixtures.mjs</c> and
/// <c>tests/make-sentencepiece-fixtures.py</c> make them.
/// </summary>
public sealed class FixtureTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Tokenization", "Fixtures");

    public static TheoryData<string> Names => [.. Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_text_has_the_ids_of_the_native_library_and_becomes_the_same_text_again(string name)
    {
        Tokenizer tokenizer = await Tokenizer.LoadAsync(Path.Combine(Folder, name), TestContext.Current.CancellationToken);
        IReadOnlyList<int> hello = tokenizer.EncodeToIds("hello");
        int cases = 0;
        foreach (JsonElement expected in Read(name))
        {
            string text = expected.GetProperty("text").GetString()!;
            IReadOnlyList<int> ids = tokenizer.EncodeToIds(text);
            Assert.True(Ids(expected, "ids").SequenceEqual(ids), $"'{text}': {string.Join(", ", ids)} and not {string.Join(", ", Ids(expected, "ids"))}");
            if (expected.TryGetProperty("single", out _))
            {
                Assert.Equal(Ids(expected, "single"), tokenizer.AddSpecialTokens(ids));
                Assert.Equal(Ids(expected, "pair"), tokenizer.AddSpecialTokens(ids, hello));
                Assert.Equal(expected.GetProperty("decoded").GetString(), tokenizer.Decode(ids));
            }

            cases++;
        }

        Assert.True(cases >= 20, $"only {cases} cases");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_way_to_count_and_to_encode_agrees(string name)
    {
        Tokenizer tokenizer = await Tokenizer.LoadAsync(Path.Combine(Folder, name), TestContext.Current.CancellationToken);
        foreach (JsonElement expected in Read(name))
        {
            string text = expected.GetProperty("text").GetString()!;
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            int[] ids = Ids(expected, "ids");
            Assert.Equal(ids.Length, tokenizer.CountTokens(text));
            Assert.Equal(ids.Length, tokenizer.CountTokensUtf8(utf8));
            Assert.Equal(ids, tokenizer.EncodeToIdsUtf8(utf8));
            Assert.Equal(ids, tokenizer.EncodeToTokens(text).Select(token => token.Id));
            for (int budget = 0; budget <= ids.Length + 1; budget++)
            {
                Assert.Equal(ids.Length <= budget, tokenizer.FitsBudget(text, budget));
                Assert.Equal(ids.Length <= budget, tokenizer.FitsBudgetUtf8(utf8, budget));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_places_of_tokens_follow_each_other_through_the_text(string name)
    {
        Tokenizer tokenizer = await Tokenizer.LoadAsync(Path.Combine(Folder, name), TestContext.Current.CancellationToken);
        foreach (JsonElement expected in Read(name))
        {
            string text = expected.GetProperty("text").GetString()!;
            int last = 0;
            foreach (EncodedToken token in tokenizer.EncodeToTokens(text))
            {
                (int start, int end) = (token.Offset.Start.Value, token.Offset.End.Value);
                Assert.InRange(start, last, text.Length);
                Assert.InRange(end, start, text.Length);
                last = start;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Details_say_what_the_file_has(string name)
    {
        Tokenizer tokenizer = await Tokenizer.LoadAsync(Path.Combine(Folder, name), TestContext.Current.CancellationToken);
        Assert.All(["model", "pre_tokenizer", "decoder"], section => Assert.Contains(tokenizer.Details, detail => detail.Section == section));
        Assert.All(tokenizer.Details, detail => Assert.NotEqual("", detail.Text));
    }

    private static IEnumerable<JsonElement> Read(string name) =>
        File.ReadLines(Path.Combine(Folder, name, "cases.jsonl")).Select(line => JsonDocument.Parse(line).RootElement);

    private static int[] Ids(JsonElement expected, string name) => [.. expected.GetProperty(name).EnumerateArray().Select(id => id.GetInt32())];
}
