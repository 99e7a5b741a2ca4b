using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>Python's <c>int</c> and <c>float</c> of numbers and texts.</summary>
internal static class Numbers
{
    private static readonly SearchValues<char> s_mantissa = SearchValues.Create("0123456789.");

    /// <summary>The integer part of a float.</summary>
    public static BigInteger Truncate(double number) => double.IsNaN(number) ? throw PyError.Value("cannot convert float NaN to integer")
        : double.IsInfinity(number) ? throw new PyError(ErrorClass.OverflowError, "cannot convert float infinity to integer")
        : new BigInteger(number);

    /// <summary>An integer of text; null when it is none.</summary>
    public static BigInteger? Parse(RenderState state, string text, int radix)
    {
        if (radix is not 0 and (< 2 or > 36))
        {
            throw PyError.Value("int() base must be >= 2 and <= 36, or 0");
        }

        var digits = text.AsSpan(PySpace.SkipFrom(text, 0), PySpace.TrimmedEnd(text, PySpace.SkipFrom(text, 0)) - PySpace.SkipFrom(text, 0));
        var negative = digits.StartsWith("-");
        digits = digits.Length > 0 && digits[0] is '-' or '+' ? digits[1..] : digits;
        var prefixed = digits.Length > 1 && digits[0] == '0' ? char.ToLowerInvariant(digits[1]) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 } : 0;
        var mayScore = false;
        if (prefixed > 0 && (radix == 0 || radix == prefixed))
        {
            digits = digits[2..];
            radix = prefixed;
            mayScore = true;
        }
        else if (radix == 0)
        {
            radix = 10;
            if (digits.Length > 1 && digits[0] == '0' && digits.ContainsAnyExcept('0', '_'))
            {
                return null;
            }
        }

        if (radix is not (2 or 4 or 8 or 16 or 32) && digits.Length > 4300 && digits.Length - digits.Count('_') > 4300)
        {
            throw PyError.Value($"Exceeds the limit (4300 digits) for integer string conversion: value has {digits.Length} digits; use sys.set_int_max_str_digits() to increase the limit");
        }

        state.Steps(((long)digits.Length * digits.Length) >> 12);
        state.ChargeText(digits.Length * 64L);
        var value = BigInteger.Zero;
        var few = 0L;
        var scale = 1L;
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] == '_' && mayScore && i + 1 < digits.Length)
            {
                mayScore = false;
                continue;
            }

            var digit = Digit(digits, i);
            if (digit < 0 || digit >= radix)
            {
                return null;
            }

            // A dozen digits at a time: a long integer is as dear to grow by one digit as by twelve.
            few = (few * radix) + digit;
            scale *= radix;
            if (scale > int.MaxValue)
            {
                value = (value * scale) + few;
                (few, scale) = (0, 1);
            }

            mayScore = true;
            i += CodePoints.LengthAt(digits, i) - 1;
        }

        value = (value * scale) + few;
        return digits.Length == 0 || digits[^1] == '_' ? null : negative ? -value : value;
    }

    /// <summary>A float of text; null when it is none.</summary>
    public static double? ParseFloat(string text)
    {
        var trimmed = text.AsSpan(PySpace.SkipFrom(text, 0));
        trimmed = trimmed[..PySpace.TrimmedEnd(trimmed)];
        var plain = new char[trimmed.Length];
        var length = 0;
        for (var i = 0; i < trimmed.Length; i++)
        {
            if (trimmed[i] == '_')
            {
                if (i == 0 || i + 1 == trimmed.Length || !char.IsAsciiDigit(trimmed[i - 1]) || !char.IsAsciiDigit(trimmed[i + 1]))
                {
                    return null;
                }

                continue;
            }

            var digit = trimmed[i] < 0x80 ? -1 : Digit(trimmed, i);
            plain[length++] = digit >= 0 ? (char)('0' + digit) : trimmed[i];
        }

        var number = plain.AsSpan(0, length);
        var unsigned = length > 0 && number[0] is '+' or '-' ? number[1..] : number;
        var negative = length > 0 && number[0] == '-';
        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            return negative ? double.NegativeInfinity : double.PositiveInfinity;
        }

        if (unsigned.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            return double.NaN;
        }

        return IsDecimal(unsigned) && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        var power = text.IndexOfAny('e', 'E');
        var mantissa = power < 0 ? text : text[..power];
        return mantissa.ContainsAnyInRange('0', '9') && !mantissa.ContainsAnyExcept(s_mantissa) && mantissa.Count('.') <= 1;
    }

    private static int Digit(ReadOnlySpan<char> text, int at)
    {
        var letter = text[at];
        if (letter < 0x80)
        {
            return char.IsAsciiDigit(letter) ? letter - '0' : char.IsAsciiLetter(letter) ? (letter | 0x20) - 'a' + 10 : -1;
        }

        return CodePoints.LengthAt(text, at) == 2
            ? CharUnicodeInfo.GetDecimalDigitValue(text.Slice(at, 2).ToString(), 0)
            : CharUnicodeInfo.GetDecimalDigitValue(letter);
    }
}
