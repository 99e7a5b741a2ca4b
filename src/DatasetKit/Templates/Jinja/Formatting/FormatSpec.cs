using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>Python's format specification: <c>[[fill]align][sign][z][#][0][width][grouping][.precision][type]</c>.</summary>
internal readonly record struct FormatSpec(string Fill, char Align, char Sign, bool IsAlternate, int Width, char Grouping, int Precision, char Type)
{
    private const string Aligns = "<>=^";

    public static FormatSpec Parse(string text, bool isNumber)
    {
        var at = 0;
        var fill = " ";
        var align = '\0';
        var first = text.Length > 0 ? CodePoints.LengthAt(text, 0) : 0;
        if (text.Length > first && Aligns.Contains(text[first]))
        {
            (fill, align, at) = (text[..first], text[first], first + 1);
        }
        else if (text.Length > 0 && Aligns.Contains(text[0]))
        {
            (align, at) = (text[0], 1);
        }

        var hasFill = align != '\0' && at > 1;
        var sign = At(text, at) is '+' or '-' or ' ' ? text[at++] : '\0';
        at += At(text, at) == 'z' ? 1 : 0;
        var alternate = At(text, at) == '#';
        at += alternate ? 1 : 0;
        if (At(text, at) == '0' && !hasFill)
        {
            fill = "0";
            align = align == '\0' && isNumber ? '=' : align;
            at++;
        }

        var width = Digits(text, ref at);
        var grouping = At(text, at) is ',' or '_' ? text[at++] : '\0';
        var precision = -1;
        if (At(text, at) == '.')
        {
            at++;
            precision = Digits(text, ref at);
            if (precision < 0)
            {
                throw PyError.Value("Format specifier missing precision");
            }
        }

        var type = at < text.Length ? text[at++] : '\0';
        return at < text.Length ? throw PyError.Value("Invalid format specifier") : new FormatSpec(fill, align, sign, alternate, Math.Max(width, 0), grouping, precision, type);
    }

    /// <summary>Formats a value, appending to the buffer.</summary>
    public static void Format(RenderState state, in Value value, string spec)
    {
        if (spec.Length == 0)
        {
            Printer.Print(state, value);
            return;
        }

        switch (value.Kind)
        {
            case Kind.Str:
                Parse(spec, isNumber: false).FormatText(state, value);
                break;
            case Kind.Int or Kind.Bool or Kind.Big:
                value.TryInteger(out var integer);
                Parse(spec, isNumber: true).FormatInteger(state, integer);
                break;
            case Kind.Float:
                Parse(spec, isNumber: true).FormatFloat(state, value.Float);
                break;
            default:
                throw PyError.Type($"unsupported format string passed to {value.TypeName}.__format__");
        }
    }

    /// <summary>The digits of a number that is not negative.</summary>
    public static string Digits(double number, char type, int precision, bool alternate)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "nan" : "inf";
        }

        switch (type)
        {
            case 'e':
                return DecimalText.Exponential(number, precision, alternate);
            case 'g' or 'n':
                return DecimalText.General(number, precision, alternate);
            default:
                var text = DecimalText.Fixed(number, precision);
                return alternate && precision == 0 ? text + "." : text;
        }
    }

    private static char At(string text, int at) => at < text.Length ? text[at] : '\0';

    private static int Digits(string text, ref int at)
    {
        var number = -1L;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            number = (Math.Max(number, 0) * 10) + text[at] - '0';
            if (number > int.MaxValue)
            {
                throw PyError.Value("Too many decimal digits in format string");
            }
        }

        return (int)number;
    }

    private void FormatText(RenderState state, in Value text)
    {
        if (Type is not ('s' or '\0'))
        {
            throw PyError.Value($"Unknown format code '{Type}' for object of type 'str'");
        }

        if (Sign != '\0' || IsAlternate || Grouping != '\0' || Align == '=')
        {
            throw PyError.Value("Sign, alternate form, grouping or '=' alignment not allowed in string format specifier");
        }

        var shown = Precision < 0 ? text : Texts.Cut(state, text, 0, CodePoints.Offset(text.Text, Precision));
        var space = Math.Max(0, Width - CodePoints.Count(shown.Text));
        var left = Align switch { '>' => space, '^' => space / 2, _ => 0 };
        Pad(state, left);
        state.Out.Append(shown);
        Pad(state, space - left);
    }

    private void FormatInteger(RenderState state, BigInteger number)
    {
        if (Type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%')
        {
            FormatFloat(state, Floats.Of(number));
            return;
        }

        if (Type is not ('\0' or 'd' or 'n' or 'b' or 'o' or 'x' or 'X' or 'c') || (Type == 'c' && Sign != '\0'))
        {
            throw PyError.Value($"Unknown format code '{Type}' for object of type 'int'");
        }

        if (Precision >= 0)
        {
            throw PyError.Value("Precision not allowed in integer format specifier");
        }

        if (Type == 'c')
        {
            var point = number.Sign < 0 || number > 0x10FFFF ? throw new PyError(ErrorClass.OverflowError, "%c arg not in range(0x110000)") : (int)number;
            (this with { Type = 's', Align = Align is '\0' or '=' ? '<' : Align }).FormatText(state, Value.Of(CodePoints.ToString(point)));
            return;
        }

        var digits = DecimalText.Radix(BigInteger.Abs(number), Type switch { 'b' => 2, 'o' => 8, 'x' or 'X' => 16, _ => 10 });
        var prefix = IsAlternate && Type is 'b' or 'o' or 'x' or 'X' ? "0" + Type : string.Empty;
        PadNumber(state, SignOf(number.Sign < 0) + prefix, Type == 'X' ? digits.ToUpperInvariant() : digits, string.Empty, Type is 'b' or 'o' or 'x' or 'X' ? 4 : 3);
    }

    private void FormatFloat(RenderState state, double number)
    {
        if (Type is not ('\0' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or 'n' or '%'))
        {
            throw PyError.Value($"Unknown format code '{Type}' for object of type 'float'");
        }

        state.CheckText(Precision);
        state.Steps(Math.Max(Precision, 0) >> 2);
        var magnitude = Math.Abs(number);
        var digits = Type == '\0' && Precision < 0 ? FloatText.Repr(magnitude)
            : Type == '\0' ? Shortened(magnitude)
            : Type == '%' ? Digits(magnitude * 100, 'f', Precision < 0 ? 6 : Precision, IsAlternate) + "%"
            : Digits(magnitude, char.ToLowerInvariant(Type), Precision < 0 ? 6 : Precision, IsAlternate);
        digits = Type is 'E' or 'F' or 'G' ? digits.ToUpperInvariant() : digits;
        var whole = digits.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var point ? point : digits.Length;
        PadNumber(state, SignOf(double.IsNegative(number) && !double.IsNaN(number)), digits[..whole], digits[whole..], 3);
    }

    /// <summary>No type but a precision: like <c>g</c>, but with a digit after the point and the long form a step earlier.</summary>
    private string Shortened(double number)
    {
        if (!double.IsFinite(number))
        {
            return Digits(number, 'g', Precision, false);
        }

        var (digits, exponent) = DecimalText.Significant(number, Math.Max(Precision, 1));
        var text = DecimalText.General(number, Math.Max(Precision, 1), IsAlternate);
        if (exponent == Math.Max(Precision, 1) - 1 && exponent > 0 && !text.Contains('e'))
        {
            var mantissa = digits.TrimEnd('0');
            return $"{mantissa[0]}{(mantissa.Length > 1 ? "." + mantissa[1..] : string.Empty)}e+{exponent:00}";
        }

        return text.Contains('e') || text.Contains('.') ? text : text + ".0";
    }

    private string SignOf(bool negative) => negative ? "-" : Sign is '+' or ' ' ? Sign.ToString() : string.Empty;

    private void PadNumber(RenderState state, string sign, string whole, string rest, int group)
    {
        state.CheckText(Width);
        if (Grouping != '\0')
        {
            var wanted = Align == '=' && Fill == "0" ? Width - sign.Length - rest.Length : 0;
            whole = Grouped(state, whole, group, wanted);
        }

        var space = Math.Max(0, Width - sign.Length - whole.Length - rest.Length);
        var left = Align switch { '<' or '=' => 0, '^' => space / 2, _ => space };
        Pad(state, left);
        state.Out.Append(sign);
        Pad(state, Align == '=' ? space : 0);
        state.Out.Append(whole);
        state.Out.Append(rest);
        Pad(state, Align == '=' ? 0 : space - left);
    }

    /// <summary>Digits in groups; zeros that fill up to a width are grouped too.</summary>
    private string Grouped(RenderState state, string digits, int group, int wanted)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < digits.Length || text.Length < wanted; i++)
        {
            state.Step();
            if (i > 0 && i % group == 0)
            {
                text.Insert(0, Grouping);
            }

            text.Insert(0, i < digits.Length ? digits[digits.Length - 1 - i] : '0');
        }

        return text.ToString();
    }

    private void Pad(RenderState state, int count)
    {
        state.CheckText((long)count * Fill.Length);
        if (Fill.Length == 1)
        {
            state.Out.Fill(Fill[0], count);
            return;
        }

        for (; count > 0; count--)
        {
            state.Out.Append(Fill);
        }
    }
}
