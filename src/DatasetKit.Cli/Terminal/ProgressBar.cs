using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace DatasetKit.Cli.Terminal;

/// <summary>One line on a terminal: bytes, records, rate, time left. Silent everywhere else.</summary>
internal static class ProgressBar
{
    private const int Width = 24;
    private static readonly long Interval = Stopwatch.Frequency / 8;
    private static readonly long Started = Stopwatch.GetTimestamp();
    private static long _next = Started + (Stopwatch.Frequency / 2);
    private static bool _shown;

    public static void Update(InputReport input)
    {
        if (!StandardError.IsTerminal || Stopwatch.GetTimestamp() is var now && now < _next)
        {
            return;
        }

        _next = now + Interval;
        _shown = true;
        StandardError.Write("\r" + Line(input.Position(), input.Size, input.Ledger.Read, Stopwatch.GetElapsedTime(Started, now)) + "\u001b[K");
    }

    /// <summary>Removes the line, so that something else can be printed.</summary>
    public static void Clear()
    {
        if (_shown)
        {
            _shown = false;
            StandardError.Write("\r\u001b[K");
        }
    }

    /// <summary>The line for a moment of a run.</summary>
    internal static string Line(long position, long? size, long records, TimeSpan elapsed)
    {
        var rate = position / Math.Max(elapsed.TotalSeconds, 0.001);
        var line = new StringBuilder();
        if (size is > 0)
        {
            var share = Math.Min(1.0, (double)position / size.Value);
            var filled = (int)(share * Width);
            line.Append('█', filled).Append('░', Width - filled).Append(CultureInfo.InvariantCulture, $" {share,4:P0}  ");
        }

        line.Append(CultureInfo.InvariantCulture, $"{Bytes(position)}{(size is > 0 ? " of " + Bytes(size.Value) : string.Empty)}  {records:N0} records  {Bytes((long)rate)}/s");
        if (size is > 0 && rate > 0)
        {
            var left = TimeSpan.FromSeconds(Math.Max(0, (size.Value - position) / rate));
            line.Append(CultureInfo.InvariantCulture, $"  {(int)left.TotalMinutes}:{left.Seconds:00} left");
        }

        return line.ToString();
    }

    internal static string Bytes(long count) => count switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{count} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count / 1e9:0.##} GB"),
    };
}
