using System.Globalization;
using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>Floats with a given number of digits, rounded half to even on their exact binary value, as C's <c>printf</c> does.</summary>
internal static class DecimalText
{
    /// <summary>The digits of a finite number, which must not be negative, with so many after the point.</summary>
    public static string Fixed(double number, int precision)
    {
        var scaled = Scaled(number, precision);
        var digits = scaled.ToString(CultureInfo.InvariantCulture);
        if (precision == 0)
        {
            return digits;
        }

        digits = digits.PadLeft(precision + 1, '0');
        return $"{digits[..^precision]}.{digits[^precision..]}";
    }

    /// <summary>The number times a power of ten, as an integer.</summary>
    public static BigInteger Scaled(double number, int power)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger top = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        var bottom = BigInteger.One;
        var shift = Math.Max(exponent, 1) - 1075;
        if (shift >= 0)
        {
            top <<= shift;
        }
        else
        {
            bottom <<= -shift;
        }

        if (power >= 0)
        {
            top *= BigInteger.Pow(10, power);
        }
        else
        {
            bottom *= BigInteger.Pow(10, -power);
        }

        var quotient = BigInteger.DivRem(top, bottom, out var rest);
        var twice = (rest << 1).CompareTo(bottom);
        return twice > 0 || (twice == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }

    /// <summary>The significant digits of a number that is not negative, and the power of ten of the first.</summary>
    public static (string Digits, int Exponent) Significant(double number, int count)
    {
        if (number == 0)
        {
            return (new string('0', count), 0);
        }

        FloatText.Digits(number, out _, out _, out var exponent);
        var digits = Scaled(number, count - 1 - exponent).ToString(CultureInfo.InvariantCulture);
        return digits.Length > count ? (digits[..count], exponent + 1) : (digits, exponent);
    }

    public static string Exponential(double number, int precision, bool alternate)
    {
        var (digits, exponent) = Significant(number, precision + 1);
        return Exponential(digits, exponent, alternate);
    }

    /// <summary><c>%g</c>: so many significant digits, in whichever of the two forms is shorter.</summary>
    public static string General(double number, int precision, bool alternate)
    {
        precision = Math.Max(precision, 1);
        var (digits, exponent) = Significant(number, precision);
        if (exponent < -4 || exponent >= precision)
        {
            return Exponential(alternate ? digits : digits.TrimEnd('0') is { Length: > 0 } trimmed ? trimmed : "0", exponent, alternate);
        }

        var text = Fixed(number, Math.Max(precision - 1 - exponent, 0));
        if (alternate)
        {
            return text.Contains('.') ? text : text + ".";
        }

        return text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    private static string Exponential(string digits, int exponent, bool alternate)
    {
        var mantissa = digits.Length > 1 ? $"{digits[0]}.{digits[1..]}" : alternate ? digits + "." : digits;
        return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)}";
    }

    /// <summary>The digits of an integer that is not negative in a base of 2, 8, 10 or 16.</summary>
    public static string Radix(BigInteger number, int radix) => radix switch
    {
        10 => Printer.BigText(number),
        16 => number.ToString("x", CultureInfo.InvariantCulture).TrimStart('0') is { Length: > 0 } digits ? digits : "0",
        _ => Bits(number, radix == 8 ? 3 : 1),
    };

    private static string Bits(BigInteger number, int width)
    {
        var digits = new char[(int)Math.Max(1, (number.GetBitLength() + width - 1) / width)];
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (char)('0' + (int)(number & ((1 << width) - 1)));
            number >>= width;
        }

        return new string(digits);
    }
}
