using System.Globalization;
using System.Text;
using DatasetKit.Processing;

namespace DatasetKit.Reports;

/// <summary>Token counts as text with a histogram, and as JSON.</summary>
internal static class TokenReport
{
    private const int Bars = 12;
    private const int Width = 40;
    private static readonly (string Name, double Share)[] Percentiles = [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99)];

    public static string AsText(TokenStatistics statistics, Tokenizer tokenizer, int? limit, BuildReport report)
    {
        var text = new StringBuilder();
        Line($"tokenizer  {tokenizer.Name}");
        Line($"examples   {statistics.Examples:N0}{(report.Ledger.Rejected == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" ({report.Ledger.Rejected:N0} more were rejected)"))}");
        Line($"tokens     {statistics.Total:N0}");
        if (statistics.Examples == 0)
        {
            return text.ToString();
        }

        Line($"mean       {statistics.Mean:N1}");
        foreach (var (name, share) in Percentiles)
        {
            Line($"{name,-9}  {statistics.Percentile(share):N0}");
        }

        Line($"max        {statistics.Maximum:N0} at {statistics.MaximumAt}");
        foreach (var (field, tokens) in statistics.Fields)
        {
            Line($"  {field,-12} {tokens,14:N0}  {(double)tokens / statistics.Total:P1}");
        }

        if (limit is { } most)
        {
            var over = statistics.Over(most);
            Line($"over {most:N0}: {over:N0} examples, {(double)over / statistics.Examples:P2}");
        }

        Histogram();
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        void Histogram()
        {
            // Bars double in width: token counts spread over several powers of ten.
            var bars = new SortedDictionary<int, long>();
            foreach (var (tokens, count) in statistics.Frequency)
            {
                var bar = tokens == 0 ? 0 : BitLength(tokens);
                bars[bar] = bars.GetValueOrDefault(bar) + count;
            }

            var most = bars.Values.Max();
            foreach (var (bar, count) in bars.TakeLast(Bars))
            {
                var from = bar == 0 ? 0 : 1 << (bar - 1);
                Line($"{from,9:N0}+ {new string('█', (int)Math.Ceiling((double)count / most * Width))} {count:N0}");
            }
        }
    }

    public static string AsJson(TokenStatistics statistics, Tokenizer tokenizer, int? limit, BuildReport report) => JsonReport.Write(json =>
    {
        json.WriteString("tokenizer", tokenizer.Name);
        json.WriteNumber("examples", statistics.Examples);
        json.WriteNumber("rejected", report.Ledger.Rejected);
        json.WriteNumber("tokens", statistics.Total);
        json.WriteNumber("mean", Math.Round(statistics.Mean, 3));
        foreach (var (name, share) in Percentiles)
        {
            json.WriteNumber(name, statistics.Percentile(share));
        }

        json.WriteNumber("max", statistics.Maximum);
        JsonReport.Location(json, "max_at", statistics.MaximumAt);
        if (limit is { } most)
        {
            json.WriteNumber("limit", most);
            json.WriteNumber("over_limit", statistics.Over(most));
        }

        json.WriteStartObject("fields");
        foreach (var (field, tokens) in statistics.Fields)
        {
            json.WriteNumber(field, tokens);
        }

        json.WriteEndObject();
    });

    private static int BitLength(int value) => 32 - int.LeadingZeroCount(value);
}
