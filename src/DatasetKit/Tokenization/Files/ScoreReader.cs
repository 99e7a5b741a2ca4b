using System.Globalization;

namespace DatasetKit.Tokenization;

/// <summary>
/// Reads a decimal number as serde_json does: its first nineteen digits or so as a whole number, times or by a power of ten. That may be off by the last bit of a
/// double, and where the scores of two ways to cut a text are equal but for that bit, it decides which the model saw.
/// </summary>
/// <remarks>serde-rs/json:src/de.rs, <c>f64_from_parts</c>, without the feature <c>float_roundtrip</c>.</remarks>
internal static class ScoreReader
{
    private const int MaxPower = 308;

    private static readonly double[] s_powers =
        [.. Enumerable.Range(0, MaxPower + 1).Select(i => double.Parse(FormattableString.Invariant($"1e{i}"), CultureInfo.InvariantCulture))];

    /// <summary>Reads a number; infinite when it is too great.</summary>
    /// <param name="text">A number of a valid JSON text.</param>
    internal static double Read(ReadOnlySpan<byte> text)
    {
        bool isNegative = text[0] == '-';
        ulong digits = 0;
        int exponent = 0, at = isNegative ? 1 : 0;
        bool isFull = false, isFraction = false;
        for (; at < text.Length && text[at] is not ((byte)'e' or (byte)'E'); at++)
        {
            if (text[at] == '.')
            {
                isFraction = true;
                continue;
            }

            uint digit = (uint)(text[at] - '0');
            if (isFull || digits > (ulong.MaxValue - digit) / 10)
            {
                // Further digits count only for the size of the number.
                isFull = true;
                exponent += isFraction ? 0 : 1;
                continue;
            }

            digits = digits * 10 + digit;
            exponent -= isFraction ? 1 : 0;
        }

        if (at < text.Length)
        {
            exponent += int.TryParse(text[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int power) && Math.Abs(power) < 100_000 ? power : 100_000;
        }

        double value = digits;
        for (; exponent < -MaxPower && value != 0; exponent += MaxPower)
        {
            value /= s_powers[MaxPower];
        }

        value = exponent >= 0 ? value == 0 ? 0 : value * (exponent <= MaxPower ? s_powers[exponent] : double.PositiveInfinity) : value / s_powers[-exponent];
        return isNegative ? -value : value;
    }
}
