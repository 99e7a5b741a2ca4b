using System.Text.Json;
using DatasetKit.Processing;

namespace DatasetKit.Reports;

/// <summary>Token counts for machines: one JSON object on one line.</summary>
internal static class TokenJson
{
    public static string Of(IReadOnlyList<TokenStatistics> all, PriceTable prices, int epochs, BuildReport report) => JsonReport.Write(json =>
    {
        json.WriteNumber("examples", all[0].Examples);
        json.WriteNumber("rejected", report.Ledger.Rejected);
        // Of the first tokenizer, for those who ask for one.
        json.WriteNumber("tokens", all[0].Total);
        json.WriteStartArray("tokenizers");
        foreach (var statistics in all)
        {
            json.WriteStartObject();
            Write(json, statistics, prices, epochs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, TokenStatistics statistics, PriceTable prices, int epochs)
    {
        json.WriteString("tokenizer", statistics.Counter.Tokenizer.Name);
        json.WriteString("counted", statistics.Counter.Description);
        json.WriteNumber("tokens", statistics.Total);
        json.WriteNumber("trained", statistics.Trained);
        json.WriteNumber("mean", Math.Round(statistics.Mean, 3));
        foreach (var (name, share) in TokenReport.Percentiles)
        {
            json.WriteNumber(name, statistics.Percentile(share));
        }

        json.WriteNumber("max", statistics.Maximum);
        JsonReport.Location(json, "max_at", statistics.MaximumAt);
        json.WriteStartObject("fields");
        foreach (var field in statistics.Fields)
        {
            json.WriteNumber(field.Field, field.Tokens);
        }

        json.WriteEndObject();
        json.WriteStartArray("limits");
        foreach (var limit in statistics.Limits)
        {
            Write(json, limit);
        }

        json.WriteEndArray();
        json.WriteStartObject("estimate");
        json.WriteString("date", prices.Date);
        json.WriteString("currency", prices.Currency);
        json.WriteNumber("epochs", epochs);
        json.WriteStartArray("models");
        foreach (var entry in prices.For(statistics.Counter.Tokenizer))
        {
            json.WriteStartObject();
            json.WriteString("name", entry.Name);
            Figure(json, "cost", entry.Cost((double)statistics.Total * epochs));
            Figure(json, "seconds", entry.Seconds((double)statistics.Total * epochs));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LimitStatistics limit)
    {
        json.WriteStartObject();
        json.WriteNumber("limit", limit.Limit);
        json.WriteNumber("over", limit.Over);
        for (var i = 0; i < LimitStatistics.Ways.Count; i++)
        {
            var loss = limit.Losses[i];
            json.WriteStartObject(TokenReport.NameOf(LimitStatistics.Ways[i]));
            json.WriteNumber("rejected", loss.Rejected);
            json.WriteNumber("shortened", loss.Shortened);
            json.WriteNumber("tokens_lost", loss.Tokens);
            json.WriteNumber("trained_lost", loss.Trained);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Figure(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } figure)
        {
            json.WriteNumber(name, Math.Round(figure, 4));
        }
    }
}
