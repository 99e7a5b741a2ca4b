using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DatasetKit.Tests.Tokenization;

/// <summary>Hard texts, and the ids that native implementations give for them.</summary>
internal static class ConformanceCases
{
    private static readonly Lazy<Dictionary<int, (string Text, string Category)>> s_cases = new(() => Read("cases.jsonl.gz").ToDictionary(
        line => line.GetProperty("i").GetInt32(),
        line => (Text(line.GetProperty("s")), line.GetProperty("cat").GetString()!)));

    /// <summary>The texts with what is expected of each.</summary>
    /// <param name="expected">The file of what is expected, without its ending.</param>
    internal static IEnumerable<ConformanceCase> Of(string expected)
    {
        foreach (JsonElement line in Read(expected + ".jsonl.gz"))
        {
            if (!line.TryGetProperty("skip", out _))
            {
                int number = line.GetProperty("i").GetInt32();
                (string text, string category) = s_cases.Value[number];
                yield return new(number, text, category, line);
            }
        }
    }

    /// <summary>What is known about every file of expected ids.</summary>
    internal static JsonElement Meta => JsonDocument.Parse(File.ReadAllBytes(SharedFolder.PathOf("conformance", "tokenizers", "meta.json"))).RootElement;

    private static IEnumerable<JsonElement> Read(string file)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(SharedFolder.PathOf("conformance", "tokenizers", file)), CompressionMode.Decompress));
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

/// <summary>A text and what is expected of it.</summary>
internal sealed record ConformanceCase(int Number, string Text, string Category, JsonElement Expected)
{
    /// <summary>What is wrong with the tokens that a tokenizer gives; null when nothing is.</summary>
    internal string? Fault(Tokenizer tokenizer)
    {
        IReadOnlyList<int> ids = tokenizer.EncodeToIds(Text);
        string joined = string.Join(",", ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        bool isSame = Expected.TryGetProperty("ids", out JsonElement list)
            ? joined == string.Join(",", list.EnumerateArray().Select(id => id.GetRawText()))
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(joined)))[..32] == Expected.GetProperty("sha").GetString();
        if (!isSame)
        {
            return $"{Number} ({Category}): other ids";
        }

        int count = Expected.GetProperty("n").GetInt32();
        byte[] utf8 = Encoding.UTF8.GetBytes(Text);
        if (tokenizer.CountTokens(Text) != count || tokenizer.CountTokensUtf8(utf8) != count || !tokenizer.FitsBudget(Text, count) || count > 0 && tokenizer.FitsBudgetUtf8(utf8, count - 1))
        {
            return $"{Number} ({Category}): another count";
        }

        IReadOnlyList<EncodedToken> tokens = tokenizer.EncodeToTokens(Text);
        if (!tokens.Select(token => token.Id).SequenceEqual(ids))
        {
            return $"{Number} ({Category}): other tokens than ids";
        }

        int last = 0;
        foreach (EncodedToken token in tokens)
        {
            if (token.Offset.Start.Value < last || token.Offset.End.Value < token.Offset.Start.Value || token.Offset.End.Value > Text.Length)
            {
                return $"{Number} ({Category}): the place of a token is not in the text, or before that of the token before it";
            }

            last = token.Offset.Start.Value;
        }

        return null;
    }
}
