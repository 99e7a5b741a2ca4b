using System.Globalization;
using System.Text;

namespace DatasetKit.Templates.Jinja;

/// <summary>Python's <c>strftime</c> on Linux, in the C locale, for a time without a zone.</summary>
internal static class StrFTime
{
    private static readonly DateTimeFormatInfo s_names = CultureInfo.InvariantCulture.DateTimeFormat;

    public static string Format(RenderState state, string format, DateTime time)
    {
        var text = new StringBuilder();
        state.Look(format.Length);
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%' || at + 1 == format.Length)
            {
                text.Append(format[at]);
                continue;
            }

            state.Step();
            at = One(state, text, format, at, time);
        }

        state.ChargeText(text.Length);
        return text.ToString();
    }

    private static int One(RenderState state, StringBuilder text, string format, int start, DateTime time)
    {
        var at = start + 1;
        var pad = '\0';
        var upper = false;
        for (; at < format.Length && format[at] is '-' or '_' or '0' or '^' or '#'; at++)
        {
            upper |= format[at] is '^' or '#';
            pad = format[at] is '^' or '#' ? pad : format[at];
        }

        var width = 0;
        for (; at < format.Length && char.IsAsciiDigit(format[at]); at++)
        {
            width = Math.Min((width * 10) + format[at] - '0', int.MaxValue / 16);
        }

        at += at < format.Length && format[at] is 'E' or 'O' ? 1 : 0;
        if (at >= format.Length || Directive(format[at], time, pad, width) is not { } part)
        {
            text.Append(format, start, Math.Min(at + 1, format.Length) - start);
            return at;
        }

        state.CheckText(width);
        part = upper ? (format[at] == 'p' && format.AsSpan(start, at - start).Contains('#') ? part.ToLowerInvariant() : part.ToUpperInvariant()) : part;
        text.Append(part.PadLeft(width, pad == '0' ? '0' : ' '));
        return at;
    }

    private static string? Directive(char letter, DateTime time, char pad, int width) => letter switch
    {
        'a' => s_names.AbbreviatedDayNames[(int)time.DayOfWeek],
        'A' => s_names.DayNames[(int)time.DayOfWeek],
        'b' or 'h' => s_names.AbbreviatedMonthNames[time.Month - 1],
        'B' => s_names.MonthNames[time.Month - 1],
        'c' => time.ToString("ddd MMM ", CultureInfo.InvariantCulture) + time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2) + time.ToString(" HH:mm:ss yyyy", CultureInfo.InvariantCulture),
        'C' => Number(time.Year / 100, 2, '0', pad, width),
        'd' => Number(time.Day, 2, '0', pad, width),
        'D' or 'x' => time.ToString("MM'/'dd'/'yy", CultureInfo.InvariantCulture),
        'e' => Number(time.Day, 2, ' ', pad, width),
        'f' => time.ToString("ffffff", CultureInfo.InvariantCulture),
        'F' => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        'g' => Number(ISOWeek.GetYear(time) % 100, 2, '0', pad, width),
        'G' => Number(ISOWeek.GetYear(time), 4, '0', pad, width),
        'H' => Number(time.Hour, 2, '0', pad, width),
        'I' => Number(Twelve(time), 2, '0', pad, width),
        'j' => Number(time.DayOfYear, 3, '0', pad, width),
        'k' => Number(time.Hour, 2, ' ', pad, width),
        'l' => Number(Twelve(time), 2, ' ', pad, width),
        'm' => Number(time.Month, 2, '0', pad, width),
        'M' => Number(time.Minute, 2, '0', pad, width),
        'n' => "\n",
        'p' => time.Hour < 12 ? "AM" : "PM",
        'P' => time.Hour < 12 ? "am" : "pm",
        'r' => $"{Twelve(time):00}{time.ToString(":mm:ss ", CultureInfo.InvariantCulture)}{(time.Hour < 12 ? "AM" : "PM")}",
        'R' => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        's' => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        'S' => Number(time.Second, 2, '0', pad, width),
        't' => "\t",
        'T' or 'X' => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        'u' => Number(time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek, 1, '0', pad, width),
        'U' => Number((time.DayOfYear + 6 - (int)time.DayOfWeek) / 7, 2, '0', pad, width),
        'V' => Number(ISOWeek.GetWeekOfYear(time), 2, '0', pad, width),
        'w' => Number((int)time.DayOfWeek, 1, '0', pad, width),
        'W' => Number((time.DayOfYear + 6 - (((int)time.DayOfWeek + 6) % 7)) / 7, 2, '0', pad, width),
        'y' => Number(time.Year % 100, 2, '0', pad, width),
        'Y' => Number(time.Year, pad == '0' ? 4 : 1, '0', pad, width),
        'z' or 'Z' => string.Empty,
        '%' => "%",
        _ => null,
    };

    private static int Twelve(DateTime time) => time.Hour % 12 == 0 ? 12 : time.Hour % 12;

    private static string Number(int number, int digits, char usual, char asked, int width)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return asked == '-' ? text : text.PadLeft(width > 0 ? Math.Min(width, 1024) : digits, asked switch { '_' => ' ', '0' => '0', _ => usual });
    }
}
