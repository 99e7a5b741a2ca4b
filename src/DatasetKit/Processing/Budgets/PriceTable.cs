using System.Globalization;
using System.Text.Json;
using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>What training costs and how long it takes, by the token: a dated table, because both change.</summary>
/// <param name="Date">When the figures were looked up: <c>2025-06-30</c>.</param>
/// <param name="Currency">The currency of all prices: <c>USD</c>.</param>
/// <param name="Entries">The models.</param>
internal sealed record PriceTable(string Date, string Currency, IReadOnlyList<PriceEntry> Entries)
{
    private static readonly Lazy<PriceTable> s_embedded = new(() => Read(EmbeddedJson.Load("prices.json"), "prices.json"));

    /// <summary>The table that comes with the library.</summary>
    public static PriceTable Embedded => s_embedded.Value;

    /// <summary>Reads a table of the user's.</summary>
    /// <exception cref="DatasetKitException">The file cannot be read or is no such table.</exception>
    public static PriceTable Load(string path)
    {
        try
        {
            return Read(JsonTapeReader.Parse(File.ReadAllBytes(path)), path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new DatasetKitException($"the prices cannot be read: {fault.Message}; docs/count.md shows such a file");
        }
    }

    /// <summary>The entries that a tokenizer's counts hold for.</summary>
    public IEnumerable<PriceEntry> For(Tokenizer tokenizer) => Entries.Where(e => e.Tokenizers.Count == 0 || e.Tokenizers.Contains(tokenizer.Name, StringComparer.Ordinal));

    private static PriceTable Read(JsonValue file, string name)
    {
        if (!file["entries"].IsArray)
        {
            throw Wrong("\"entries\", an array, is missing");
        }

        var entries = new List<PriceEntry>();
        foreach (var entry in file["entries"].Elements)
        {
            entries.Add(Entry(entry, entries.Count + 1));
        }

        return new PriceTable(Text(file["date"]) ?? throw Wrong("\"date\", a string such as \"2025-06-30\", is missing"), Text(file["currency"]) ?? "USD", entries);

        PriceEntry Entry(JsonValue entry, int number)
        {
            var price = Number(entry["per_million_tokens"]);
            var speed = Number(entry["tokens_per_second"]);
            return price is null && speed is null or 0
                ? throw Wrong($"entry {number} has neither \"per_million_tokens\" nor \"tokens_per_second\", numbers that are not negative")
                : new PriceEntry(Text(entry["name"]) ?? throw Wrong($"entry {number} has no \"name\""), Texts(entry["tokenizers"]), price, speed is 0 ? null : speed);
        }

        DatasetKitException Wrong(string what) => new($"{name}: {what}; docs/count.md shows such a file");
    }

    private static List<string> Texts(JsonValue values)
    {
        var texts = new List<string>();
        foreach (var value in values.Elements)
        {
            if (Text(value) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    private static string? Text(JsonValue value) => value.IsString ? value.Text.ToString() : null;

    private static double? Number(JsonValue value) =>
        value.Kind == JsonValueKind.Number && double.Parse(value.Text.ToString(), CultureInfo.InvariantCulture) is >= 0 and var number ? number : null;
}

/// <summary>One model in a price table.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Tokenizers">The tokenizers whose counts it is billed by; empty for any.</param>
/// <param name="PerMillionTokens">The price of training on a million tokens once; null when unknown.</param>
/// <param name="TokensPerSecond">How fast it trains; null when unknown.</param>
internal sealed record PriceEntry(string Name, IReadOnlyList<string> Tokenizers, double? PerMillionTokens, double? TokensPerSecond)
{
    /// <summary>The price of so many tokens; null when unknown.</summary>
    public double? Cost(double tokens) => PerMillionTokens * tokens / 1e6;

    /// <summary>The seconds that so many tokens take; null when unknown.</summary>
    public double? Seconds(double tokens) => tokens / TokensPerSecond;
}
