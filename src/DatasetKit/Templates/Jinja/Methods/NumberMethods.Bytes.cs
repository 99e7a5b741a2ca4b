using System.Globalization;
using System.Numerics;
using System.Text;

namespace DatasetKit.Templates.Jinja;

/// <summary>Numbers as bytes, as hexadecimal text and as fractions.</summary>
internal static partial class NumberMethods
{
    private static readonly Signature s_toBytes = new("to_bytes", 0, "length", "byteorder", "signed");
    private static readonly Signature s_fromBytes = new("from_bytes", 1, "bytes", "byteorder", "signed");
    private static readonly Signature s_fromHex = Signature.Unnamed("fromhex", 1, "string");

    private static Value ToBytes(RenderState state, in Value self, in Arguments arguments)
    {
        var bound = CheckSigned(s_toBytes, arguments);
        var length = Coerce.Clamp(Coerce.IndexOr(bound[0], 1));
        var isBig = IsBigEndian(bound[1]);
        if (length < 0)
        {
            throw PyError.Value("length argument must be non-negative");
        }

        state.ChargeText(length);
        self.TryInteger(out var integer);
        var signed = bound.IsTrue(state, 2);
        if (integer.Sign < 0 && !signed)
        {
            throw new PyError(ErrorClass.OverflowError, "can't convert negative int to unsigned");
        }

        var needed = integer.IsZero ? 0 : integer.GetByteCount(isUnsigned: !signed);
        if (needed > length)
        {
            throw new PyError(ErrorClass.OverflowError, "int too big to convert");
        }

        var data = new byte[length];
        if (integer.Sign < 0)
        {
            Array.Fill(data, (byte)0xff);
        }

        if (needed > 0)
        {
            integer.ToByteArray(isUnsigned: !signed).AsSpan(0, needed).CopyTo(data);
        }

        if (isBig)
        {
            Array.Reverse(data);
        }

        return Value.Of(new PyBytes(data));
    }

    private static Value FromBytes(RenderState state, in Value self, in Arguments arguments)
    {
        var bound = CheckSigned(s_fromBytes, arguments);
        var isBig = IsBigEndian(bound[1]);
        var data = BytesMethods.Of(state, bound[0]);
        state.ChargeText(data.Length);
        var integer = new BigInteger(data, isUnsigned: !bound.IsTrue(state, 2), isBigEndian: isBig);
        return self.IsBool ? Value.Of(!integer.IsZero) : Value.Of(integer);
    }

    private static Bound CheckSigned(Signature signature, in Arguments arguments) =>
        arguments.Positional.Length > 2 ? throw PyError.Type("to_bytes() takes at most 2 positional arguments") : signature.Bind(arguments);

    private static bool IsBigEndian(in Value order) => (order.IsMissing ? "big" : order.TryText(out var text) ? text : throw PyError.Type($"argument 'byteorder' must be str, not {order.TypeName}")) switch
    {
        "big" => true,
        "little" => false,
        _ => throw PyError.Value("byteorder must be either 'little' or 'big'"),
    };

    private static Value Ratio(RenderState state, in Value self, in Arguments arguments)
    {
        s_none.Bind(arguments);
        if (!double.IsFinite(self.Float))
        {
            throw double.IsNaN(self.Float) ? PyError.Value("cannot convert NaN to integer ratio") : new PyError(ErrorClass.OverflowError, "cannot convert Infinity to integer ratio");
        }

        var (mantissa, exponent) = Parts(self.Float);
        while (mantissa != 0 && (mantissa & 1) == 0)
        {
            mantissa >>= 1;
            exponent++;
        }

        var top = (BigInteger)(double.IsNegative(self.Float) ? -mantissa : mantissa);
        return Value.Of(new PyTuple(mantissa == 0 ? [Value.Of(0L), Value.Of(1L)]
            : exponent >= 0 ? [Value.Of(top << exponent), Value.Of(1L)]
            : [Value.Of(top), Value.Of(BigInteger.One << -exponent)]));
    }

    private static Value Hex(RenderState state, in Value self, in Arguments arguments)
    {
        s_none.Bind(arguments);
        var number = self.Float;
        if (!double.IsFinite(number))
        {
            return Value.Of(FloatText.Repr(number));
        }

        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7ff);
        var sign = double.IsNegative(number) ? "-" : string.Empty;
        return Value.Of(number == 0 ? sign + "0x0.0p+0" : string.Create(
            CultureInfo.InvariantCulture, $"{sign}0x{(exponent == 0 ? 0 : 1)}.{bits & 0xfffffffffffff:x13}p{(exponent == 0 ? -1022 : exponent - 1023):+0;-0}"));
    }

    private static (long Mantissa, int Exponent) Parts(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7ff);
        var mantissa = bits & 0xfffffffffffff;
        return exponent == 0 ? (mantissa, -1074) : (mantissa | (1L << 52), exponent - 1075);
    }

    private static Value FromHex(RenderState state, in Value self, in Arguments arguments)
    {
        var given = s_fromHex.Bind(arguments)[0];
        var text = given.TryText(out var whole) ? whole : throw PyError.Type("bad argument type for built-in operation");
        state.ChargeText(text.Length);
        var rest = text.AsSpan().Trim(" \t\n\v\f\r");
        var isNegative = rest is ['-', ..];
        rest = rest is ['-' or '+', ..] ? rest[1..] : rest;
        var number = rest.Equals("inf", StringComparison.OrdinalIgnoreCase) || rest.Equals("infinity", StringComparison.OrdinalIgnoreCase) ? double.PositiveInfinity
            : rest.Equals("nan", StringComparison.OrdinalIgnoreCase) ? double.NaN
            : ReadHex(rest);
        return Value.Of(isNegative ? -number : number);
    }

    private static double ReadHex(ReadOnlySpan<char> text)
    {
        text = text is ['0', 'x' or 'X', ..] ? text[2..] : text;
        var digits = BigInteger.Zero;
        var (count, scale, at, isPastDot) = (0, 0L, 0, false);
        for (; at < text.Length && (char.IsAsciiHexDigit(text[at]) || (text[at] == '.' && !isPastDot)); at++)
        {
            if (text[at] == '.')
            {
                isPastDot = true;
                continue;
            }

            digits = (digits << 4) + Convert.ToInt32(text[at].ToString(), 16);
            scale -= isPastDot ? 4 : 0;
            count++;
        }

        var power = 0L;
        if (at < text.Length && text[at] is 'p' or 'P')
        {
            var sign = at + 1 < text.Length && text[at + 1] is '+' or '-' ? 1 : 0;
            var figures = text[(at + 1 + sign)..];
            if (figures.IsEmpty || figures.ContainsAnyExceptInRange('0', '9'))
            {
                throw Invalid();
            }

            power = figures.Length > 9 ? 1_000_000_000 : long.Parse(figures, CultureInfo.InvariantCulture);
            power = sign == 1 && text[at + 1] == '-' ? -power : power;
            at = text.Length;
        }

        return count == 0 || at < text.Length ? throw Invalid() : Scale(digits, power + scale);

        static PyError Invalid() => PyError.Value("invalid hexadecimal floating-point string");
    }

    /// <summary>The float nearest to an integer times a power of two, halves to even.</summary>
    private static double Scale(BigInteger digits, long power)
    {
        if (digits.IsZero)
        {
            return 0;
        }

        var top = (long)digits.GetBitLength() + power;
        if (top > 1024)
        {
            throw new PyError(ErrorClass.OverflowError, "hexadecimal value too large to represent as a float");
        }

        if (top < -1100)
        {
            return 0;
        }

        var drop = (int)Math.Max(digits.GetBitLength() - 53, -1074 - power);
        if (drop > 0)
        {
            var kept = digits >> drop;
            var half = BigInteger.One << (drop - 1);
            var lost = digits - (kept << drop);
            digits = lost > half || (lost == half && !kept.IsEven) ? kept + 1 : kept;
            power += drop;
        }

        var result = Math.ScaleB((double)digits, (int)power);
        return double.IsFinite(result) ? result : throw new PyError(ErrorClass.OverflowError, "hexadecimal value too large to represent as a float");
    }
}
