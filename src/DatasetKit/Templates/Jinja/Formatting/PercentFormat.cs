using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>Python's <c>'…' % values</c>.</summary>
internal static class PercentFormat
{
    public static Value Format(RenderState state, in Value format, in Value values)
    {
        var text = format.Text;
        state.Look(text.Length);
        var mark = state.BeginText();
        var arguments = new PercentArguments(values);
        for (var at = 0; at < text.Length;)
        {
            var next = text.IndexOf('%', at);
            if (next < 0)
            {
                next = text.Length;
            }

            state.Out.Append(text, format.Runs, at, next - at);
            at = next;
            if (at < text.Length)
            {
                at = One(state, format, arguments, at + 1);
            }
        }

        arguments.CheckAllUsed();
        return state.EndText(mark, format.IsMarkup);
    }

    private static int One(RenderState state, in Value format, PercentArguments arguments, int at)
    {
        var text = format.Text;
        state.Step();
        var spec = PercentSpec.Read(text, ref at, arguments);
        if (at >= text.Length)
        {
            throw PyError.Value("incomplete format");
        }

        var conversion = text[at++];
        if (conversion == '%')
        {
            state.Out.Append('%');
            return at;
        }

        var value = arguments.Next();
        switch (conversion)
        {
            case 's' or 'r' or 'a':
                Pad(state, spec, Cut(state, Shown(state, value, conversion, format.IsMarkup), spec.Precision));
                break;
            case 'c':
                Pad(state, spec, Character(value));
                break;
            case 'd' or 'i' or 'u' or 'o' or 'x' or 'X':
                PadNumber(state, spec, Integer(state, value, conversion, spec), conversion is 'o' or 'x' or 'X' && spec.IsAlternate ? 2 : 0);
                break;
            case 'e' or 'E' or 'f' or 'F' or 'g' or 'G':
                PadNumber(state, spec, Float(state, value, conversion, spec), 0);
                break;
            default:
                throw PyError.Value($"unsupported format character '{conversion}' (0x{(int)conversion:x}) at index {CodePoints.Count(text.AsSpan(0, at - 1))}");
        }

        return at;
    }

    private static Value Shown(RenderState state, in Value value, char conversion, bool markup)
    {
        if (conversion == 's')
        {
            return markup ? Escaping.ToMarkup(state, value) : value.IsText ? value : Printer.Text(state, value);
        }

        var mark = state.BeginText();
        Repr.Write(state, value);
        var shown = state.EndText(mark, false);
        return markup ? Escaping.ToMarkup(state, shown) : conversion == 'a' ? Value.Of(Repr.Ascii(shown.Text)) : shown;
    }

    private static Value Cut(RenderState state, in Value text, int precision) =>
        precision < 0 ? text : Texts.Cut(state, text, 0, CodePoints.Offset(text.Text, precision));

    private static Value Character(in Value value)
    {
        if (value.TryText(out var text))
        {
            return CodePoints.Count(text) == 1 ? value : throw PyError.Type("%c requires int or char");
        }

        return !value.TryInteger(out var point) ? throw PyError.Type("%c requires int or char")
            : point.Sign < 0 || point > 0x10FFFF ? throw new PyError(ErrorClass.OverflowError, "%c arg not in range(0x110000)")
            : Value.Of(CodePoints.ToString((int)point));
    }

    private static (string Sign, string Digits) Integer(RenderState state, in Value value, char conversion, in PercentSpec spec)
    {
        BigInteger number;
        if (value.IsFloat && conversion is 'd' or 'i' or 'u')
        {
            number = Numbers.Truncate(value.Float);
        }
        else if (!value.TryInteger(out number))
        {
            throw value.Ref is PyUndefined undefined && conversion is ('d' or 'i' or 'u') ? undefined.Fail()
                : PyError.Type($"%{conversion} format: {(conversion is 'd' or 'i' or 'u' ? "a real number" : "an integer")} is required, not {value.TypeName}");
        }

        var digits = DecimalText.Radix(BigInteger.Abs(number), conversion switch { 'o' => 8, 'x' or 'X' => 16, _ => 10 });
        if (spec.Precision > digits.Length)
        {
            state.CheckText(spec.Precision);
            digits = digits.PadLeft(spec.Precision, '0');
        }

        if (spec.IsAlternate && conversion is 'o' or 'x' or 'X')
        {
            digits = "0" + (conversion == 'o' ? "o" : "x") + digits;
        }

        return (number.Sign < 0 ? "-" : spec.Sign, conversion == 'X' ? digits.ToUpperInvariant() : digits);
    }

    private static (string Sign, string Digits) Float(RenderState state, in Value value, char conversion, in PercentSpec spec)
    {
        if (value.Ref is PyUndefined undefined)
        {
            throw undefined.Fail();
        }

        var number = Equality.IsNumber(value.Kind) ? Floats.Of(value) : throw PyError.Type($"must be real number, not {value.TypeName}");
        var precision = spec.Precision < 0 ? 6 : spec.Precision;
        state.CheckText(precision);
        state.Steps(precision >> 2);
        var sign = double.IsNegative(number) && !double.IsNaN(number) ? "-" : spec.Sign;
        var digits = FormatSpec.Digits(Math.Abs(number), char.ToLowerInvariant(conversion), precision, spec.IsAlternate);
        return (sign, char.IsUpper(conversion) ? digits.ToUpperInvariant() : digits);
    }

    private static void Pad(RenderState state, in PercentSpec spec, in Value text)
    {
        var space = Math.Max(0, spec.Width - CodePoints.Count(text.Text));
        state.CheckText(space);
        state.Out.Fill(' ', spec.IsLeft ? 0 : space);
        state.Out.Append(text);
        state.Out.Fill(' ', spec.IsLeft ? space : 0);
    }

    private static void PadNumber(RenderState state, in PercentSpec spec, (string Sign, string Digits) number, int prefix)
    {
        var space = Math.Max(0, spec.Width - number.Sign.Length - number.Digits.Length);
        state.CheckText(space);
        state.Out.Fill(' ', spec.IsLeft || spec.HasZeros ? 0 : space);
        state.Out.Append(number.Sign);
        state.Out.Append(number.Digits.AsSpan(0, prefix));
        state.Out.Fill('0', spec.HasZeros && !spec.IsLeft ? space : 0);
        state.Out.Append(number.Digits.AsSpan(prefix));
        state.Out.Fill(' ', spec.IsLeft ? space : 0);
    }
}
