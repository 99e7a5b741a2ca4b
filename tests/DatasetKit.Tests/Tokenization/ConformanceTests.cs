using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DatasetKit.Tests.Tokenization;

/// <summary>The ids that native implementations give, for every tokenizer.</summary>
public sealed class ConformanceTests
{
    [Theory]
    [InlineData("o200k_base", "tiktoken-o200k_base")]
    [InlineData("cl100k_base", "tiktoken-cl100k_base")]
    [InlineData("p50k_base", "tiktoken-p50k_base")]
    [InlineData("r50k_base", "tiktoken-r50k_base")]
    public void Every_case_has_the_ids_of_tiktoken(string name, string expected) => Compare(name, expected, _ => true, atLeast: 2_700);

    /// <summary>The long runs, which tiktoken itself could not finish: gpt-oss has the same ordinary tokens.</summary>
    [Fact]
    public void Every_long_run_has_the_ids_of_a_tokenizer_that_can_finish_it() =>
        Compare("o200k_base", "hf-gptoss", category => category == "longrun", atLeast: 16);

    private static void Compare(string name, string expected, Func<string, bool> isWanted, int atLeast)
    {
        var texts = new Dictionary<int, string>();
        foreach (JsonElement line in Read("cases"))
        {
            if (isWanted(line.GetProperty("cat").GetString()!))
            {
                texts[line.GetProperty("i").GetInt32()] = Text(line.GetProperty("s"));
            }
        }

        Tokenizer tokenizer = Tokenizer.Get(name);
        var wrong = new List<int>();
        int compared = 0;
        foreach (JsonElement line in Read(expected))
        {
            int i = line.GetProperty("i").GetInt32();
            if (line.TryGetProperty("skip", out _) || !texts.TryGetValue(i, out string? text))
            {
                continue;
            }

            compared++;
            string ids = string.Join(",", tokenizer.EncodeToIds(text).Select(id => id.ToString(CultureInfo.InvariantCulture)));
            int count = line.GetProperty("n").GetInt32();
            bool same = line.TryGetProperty("ids", out JsonElement list)
                ? ids == string.Join(",", list.EnumerateArray().Select(id => id.GetRawText()))
                : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ids)))[..32] == line.GetProperty("sha").GetString();
            if (!same || tokenizer.CountTokens(text) != count || tokenizer.CountTokensUtf8(Encoding.UTF8.GetBytes(text)) != count)
            {
                wrong.Add(i);
            }
        }

        Assert.Empty(wrong);
        Assert.True(compared >= atLeast, $"only {compared} cases were compared");
    }

    private static IEnumerable<JsonElement> Read(string file)
    {
        using var lines = new StreamReader(new GZipStream(
            File.OpenRead(SharedFolder.PathOf("conformance", "tokenizers", file + ".jsonl.gz")), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }

    /// <summary>The string of a JSON value, with a surrogate that has no partner kept as it is.</summary>
    private static string Text(JsonElement value)
    {
        string raw = value.GetRawText();
        var text = new StringBuilder(raw.Length);
        for (int i = 1; i < raw.Length - 1; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            char escape = raw[++i];
            if (escape == 'u')
            {
                text.Append((char)ushort.Parse(raw.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(escape switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => escape });
            }
        }

        return text.ToString();
    }
}
