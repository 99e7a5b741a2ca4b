using System.Globalization;

namespace DatasetKit.Templates.Jinja;

/// <summary>Floats as Python prints them: the shortest digits that read back the same.</summary>
internal static class FloatText
{
    public static string Repr(double value)
    {
        if (double.IsNaN(value))
        {
            return "nan";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "inf" : "-inf";
        }

        Digits(value, out var negative, out var digits, out var exponent);
        var sign = negative ? "-" : string.Empty;
        if (exponent is < -4 or >= 16)
        {
            var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
            return $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)}";
        }

        if (exponent < 0)
        {
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        }

        return digits.Length <= exponent + 1
            ? $"{sign}{digits}{new string('0', exponent + 1 - digits.Length)}.0"
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    /// <summary>The shortest decimal digits of a finite number, and the power of ten of the first.</summary>
    public static void Digits(double value, out bool negative, out string digits, out int exponent)
    {
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        negative = double.IsNegative(value);
        var mantissa = shortest.AsSpan(negative ? 1 : 0);
        var power = mantissa.IndexOf('E');
        if (power >= 0)
        {
            mantissa = mantissa[..power];
        }

        var all = string.Concat(mantissa.ToString().Split('.')).TrimStart('0').TrimEnd('0');
        digits = all.Length == 0 ? "0" : all;
        exponent = value == 0 ? 0 : Exponent(shortest.AsSpan(negative ? 1 : 0));
    }

    private static int Exponent(ReadOnlySpan<char> shortest)
    {
        var power = shortest.IndexOf('E');
        var shift = power >= 0 ? int.Parse(shortest[(power + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        var mantissa = power >= 0 ? shortest[..power] : shortest;
        var point = mantissa.IndexOf('.');
        var whole = point >= 0 ? mantissa[..point] : mantissa;
        if (whole is not "0")
        {
            return whole.Length - 1 + shift;
        }

        var zeros = mantissa[(point + 1)..].IndexOfAnyExcept('0');
        return -zeros - 1 + shift;
    }
}
