using System.Globalization;
using System.Text;
using DatasetKit.Processing;

namespace DatasetKit.Reports;

/// <summary>Token counts as text with a histogram.</summary>
internal static class TokenReport
{
    internal static readonly (string Name, double Share)[] Percentiles = [("p50", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99)];

    private const int Bars = 12;
    private const int Width = 40;
    private const int LeastWidth = 8;

    /// <summary>The figures for a person.</summary>
    /// <param name="all">Those of each tokenizer.</param>
    /// <param name="prices">What tokens cost.</param>
    /// <param name="epochs">How often they are trained.</param>
    /// <param name="report">What became of the records.</param>
    /// <param name="columns">How many characters a line of the terminal has; bars are shorter in a narrow one.</param>
    public static string AsText(IReadOnlyList<TokenStatistics> all, PriceTable prices, int epochs, BuildReport report, int columns = 80) =>
        string.Join('\n', all.Select(statistics => AsText(statistics, prices, epochs, report, columns)));

    private static string AsText(TokenStatistics statistics, PriceTable prices, int epochs, BuildReport report, int columns)
    {
        var text = new StringBuilder();
        Line(text, $"tokenizer  {statistics.Counter.Tokenizer.Name} ({statistics.Counter.Description})");
        Line(text, $"examples   {statistics.Examples:N0}{(report.Ledger.Rejected == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" ({report.Ledger.Rejected:N0} more were rejected)"))}");
        Line(text, $"tokens     {statistics.Total:N0}");
        if (statistics.Examples == 0)
        {
            return text.ToString();
        }

        Line(text, $"trained    {statistics.Trained:N0}, {statistics.TrainedShare:P1}");
        Line(text, $"mean       {statistics.Mean:N1}");
        foreach (var (name, share) in Percentiles)
        {
            Line(text, $"{name,-9}  {statistics.Percentile(share):N0}");
        }

        Line(text, $"max        {statistics.Maximum:N0} at {statistics.MaximumAt}");
        foreach (var field in statistics.Fields)
        {
            Line(text, $"  {field.Field,-12} {field.Tokens,14:N0}  {(double)field.Tokens / statistics.Total:P1}");
        }

        Histogram(text, statistics, columns);
        Limits(text, statistics);
        Estimates(text, statistics, prices, epochs);
        return text.ToString();
    }

    /// <summary>How a policy is written on the command line.</summary>
    internal static string NameOf(Overflow way) => way switch { Overflow.DropTurns => "drop-turns", Overflow.Truncate => "truncate", _ => "reject" };

    private static void Histogram(StringBuilder text, TokenStatistics statistics, int columns)
    {
        // Bars double in width: token counts spread over several powers of ten.
        var bars = new long[33];
        var (most, filled) = (0L, 0);
        foreach (var (tokens, examples) in statistics.Frequency)
        {
            var bar = 32 - int.LeadingZeroCount(tokens);
            filled += bars[bar] == 0 ? 1 : 0;
            bars[bar] += examples;
            most = Math.Max(most, bars[bar]);
        }

        // Beside a bar stand where it begins and how many there are.
        var width = Math.Clamp(columns - 12 - most.ToString("N0", CultureInfo.InvariantCulture).Length, LeastWidth, Width);
        for (var bar = 0; bar < bars.Length; bar++)
        {
            // The last of those that are not empty.
            if (bars[bar] > 0 && filled-- <= Bars)
            {
                var from = bar == 0 ? 0 : 1 << (bar - 1);
                Line(text, $"{from,9:N0}+ {new string('█', (int)Math.Ceiling((double)bars[bar] / most * width))} {bars[bar]:N0}");
            }
        }
    }

    private static void Limits(StringBuilder text, TokenStatistics statistics)
    {
        foreach (var limit in statistics.Limits)
        {
            Line(text, $"over {limit.Limit:N0}: {limit.Over:N0} examples, {(double)limit.Over / statistics.Examples:P2}");
            for (var i = 0; limit.Over > 0 && i < LimitStatistics.Ways.Count; i++)
            {
                var loss = limit.Losses[i];
                Line(text, $"  {NameOf(LimitStatistics.Ways[i]),-10}  rejects {loss.Rejected:N0}, shortens {loss.Shortened:N0}: loses {loss.Tokens:N0} tokens ({(double)loss.Tokens / statistics.Total:P1}), {loss.Trained:N0} of them trained");
            }
        }
    }

    private static void Estimates(StringBuilder text, TokenStatistics statistics, PriceTable prices, int epochs)
    {
        var tokens = (double)statistics.Total * epochs;
        var first = true;
        foreach (var entry in prices.For(statistics.Counter.Tokenizer))
        {
            if (first)
            {
                Line(text, $"training, {(epochs == 1 ? "one epoch" : string.Create(CultureInfo.InvariantCulture, $"{epochs} epochs"))}, estimated with the figures of {prices.Date} (--prices FILE for others)");
                first = false;
            }

            var cost = entry.Cost(tokens) is { } price ? string.Create(CultureInfo.InvariantCulture, $"  {price:N2} {prices.Currency}") : string.Empty;
            var time = entry.Seconds(tokens) is { } seconds ? "  " + Duration(seconds) : string.Empty;
            Line(text, $"  {entry.Name}{cost}{time}");
        }
    }

    private static string Duration(double seconds) => seconds switch
    {
        < 1 => "under a second",
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds:N0} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:N0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:N1} h"),
    };

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
