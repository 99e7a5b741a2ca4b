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
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement, path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new DatasetKitException($"the prices cannot be read: {fault.Message}; docs/count.md shows such a file");
        }
    }

    /// <summary>The entries that a tokenizer's counts hold for.</summary>
    public IEnumerable<PriceEntry> For(Tokenizer tokenizer) => Entries.Where(e => e.Tokenizers.Count == 0 || e.Tokenizers.Contains(tokenizer.Name, StringComparer.Ordinal));

    private static PriceTable Read(JsonElement file, string name)
    {
        var entries = Member(file, "entries", JsonValueKind.Array)?.EnumerateArray().Select(Entry).ToList() ?? throw Wrong("\"entries\", an array, is missing");
        return new PriceTable(Text(file, "date") ?? throw Wrong("\"date\", a string such as \"2025-06-30\", is missing"), Text(file, "currency") ?? "USD", entries);

        PriceEntry Entry(JsonElement entry, int index)
        {
            var price = Number(entry, "per_million_tokens");
            var speed = Number(entry, "tokens_per_second");
            return price is null && speed is null or 0
                ? throw Wrong($"entry {index + 1} has neither \"per_million_tokens\" nor \"tokens_per_second\", numbers that are not negative")
                : new PriceEntry(
                    Text(entry, "name") ?? throw Wrong($"entry {index + 1} has no \"name\""),
                    [.. Member(entry, "tokenizers", JsonValueKind.Array)?.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()!) ?? []],
                    price,
                    speed is 0 ? null : speed);
        }

        DatasetKitException Wrong(string what) => new($"{name}: {what}; docs/count.md shows such a file");
    }

    private static JsonElement? Member(JsonElement parent, string name, JsonValueKind kind) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;

    private static string? Text(JsonElement parent, string name) => Member(parent, name, JsonValueKind.String)?.GetString();

    private static double? Number(JsonElement parent, string name) => Member(parent, name, JsonValueKind.Number)?.GetDouble() is >= 0 and var number ? number : null;
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
