using System.Globalization;
using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>Filters for numbers.</summary>
internal static class NumberFilters
{
    private static readonly Signature s_abs = Signature.Unnamed("abs", 0);
    private static readonly Signature s_int = new("int", 0, "default", "base");
    private static readonly Signature s_float = new("float", 0, "default");
    private static readonly Signature s_round = new("round", 0, "precision", "method");
    private static readonly Signature s_size = new("filesizeformat", 0, "binary");

    public static Value Abs(RenderState state, in Value value, in Arguments arguments)
    {
        s_abs.Bind(arguments);
        return value.IsFloat ? Value.Of(Math.Abs(value.Float))
            : value.TryInteger(out var integer) ? Value.Of(BigInteger.Abs(integer))
            : throw PyError.Type($"bad operand type for abs(): '{value.TypeName}'");
    }

    public static Value Int(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_int.Bind(arguments);
        try
        {
            return Value.Of(ToInteger(state, value, bound[1]));
        }
        catch (PyError error) when (error.Error is ErrorClass.TypeError or ErrorClass.ValueError)
        {
            var number = value.TryText(out var text) ? Numbers.ParseFloat(text) : value.IsFloat ? value.Float : value.TryInteger(out var integer) ? Floats.Of(integer) : null;
            return number is { } whole && double.IsFinite(whole) ? Value.Of(Numbers.Truncate(whole)) : bound.Or(0, Value.Of(0L));
        }
    }

    private static BigInteger ToInteger(RenderState state, in Value value, in Value radix)
    {
        if (value.TryText(out var text))
        {
            return Numbers.Parse(state, text, Coerce.Clamp(Coerce.IndexOr(radix, 10))) ?? throw PyError.Value($"invalid literal for int() with base 10: {Repr.Quote(text)}");
        }

        return value.IsFloat ? Numbers.Truncate(value.Float)
            : value.TryInteger(out var integer) ? integer
            : value.Ref is PyUndefined undefined ? throw undefined.Fail()
            : throw PyError.Type($"int() argument must be a string, a bytes-like object or a real number, not '{value.TypeName}'");
    }

    public static Value Float(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_float.Bind(arguments);
        return ToFloat(value) is { } number ? Value.Of(number) : bound.Or(0, Value.Of(0.0));
    }

    private static double? ToFloat(in Value value) => value.TryText(out var text) ? Numbers.ParseFloat(text)
        : Equality.IsNumber(value.Kind) ? Floats.Of(value)
        : value.Ref is PyUndefined undefined ? throw undefined.Fail()
        : null;

    public static Value Round(RenderState state, in Value value, in Arguments arguments)
    {
        var bound = s_round.Bind(arguments);
        var precision = bound.Or(0, Value.Of(0L));
        Equality.Hash(bound[1]);
        var method = bound.Or(1, Value.Of("common")).TryText(out var name) && name is "common" or "ceil" or "floor" ? name
            : throw new PyError(ErrorClass.FilterArgumentError, "method must be common, ceil or floor");
        if (method == "common")
        {
            return Round(state, value, precision);
        }

        var scale = Arithmetic.Apply(state, BinaryOperator.Power, Value.Of(10L), precision);
        var scaled = Arithmetic.Apply(state, BinaryOperator.Multiply, value, scale);
        var whole = !scaled.IsFloat ? scaled.TryInteger(out var integer) ? integer : throw PyError.Type($"must be real number, not {scaled.TypeName}")
            : Numbers.Truncate(method == "ceil" ? Math.Ceiling(scaled.Float) : Math.Floor(scaled.Float));
        return Arithmetic.Apply(state, BinaryOperator.Divide, Value.Of(whole), scale);
    }

    private static Value Round(RenderState state, in Value value, in Value precision)
    {
        if (!Equality.IsNumber(value.Kind))
        {
            throw PyError.Type($"type {value.TypeName} doesn't define __round__ method");
        }

        if (precision.IsNone)
        {
            return value.IsFloat ? Value.Of(RoundToInteger(value.Float)) : Arithmetic.Plus(value);
        }

        var digits = Coerce.Clamp(Coerce.Index(precision));
        if (value.IsFloat)
        {
            // A float is rounded as the long number of digits that it is exactly.
            state.Steps(4 + (Math.Min(Math.Abs((long)digits), 320) >> 3));
            return Value.Of(RoundFloat(value.Float, digits));
        }

        value.TryInteger(out var integer);
        if (digits >= 0)
        {
            return Value.Of(integer);
        }

        if (-(long)digits > (integer.GetBitLength() / 3) + 2)
        {
            return Value.Of(0L);
        }

        state.Steps(8 + (integer.GetBitLength() >> 3));
        var unit = BigInteger.Pow(10, -digits);
        var quotient = Integers.FloorDivide(integer, unit);
        var rest = (integer - (quotient * unit)) * 2;
        return Value.Of((rest > unit || (rest == unit && !quotient.IsEven) ? quotient + 1 : quotient) * unit);
    }

    private static BigInteger RoundToInteger(double number)
    {
        Numbers.Truncate(number);
        var magnitude = DecimalText.Scaled(Math.Abs(number), 0);
        return number < 0 ? -magnitude : magnitude;
    }

    /// <summary>Python's <c>round</c>: half to even on the exact binary value, and back to the nearest float.</summary>
    private static double RoundFloat(double number, int digits)
    {
        if (!double.IsFinite(number) || number == 0 || digits > 323)
        {
            return number;
        }

        if (digits < -308)
        {
            return 0 * number;
        }

        var text = DecimalText.Scaled(Math.Abs(number), digits).ToString(CultureInfo.InvariantCulture) + "E" + (-digits).ToString(CultureInfo.InvariantCulture);
        var rounded = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsInfinity(rounded) ? throw new PyError(ErrorClass.OverflowError, "rounded value too large to represent") : Math.CopySign(rounded, number);
    }

    public static Value FileSize(RenderState state, in Value value, in Arguments arguments)
    {
        var binary = s_size.Bind(arguments).IsTrue(state, 0);
        var bytes = ToFloat(value) ?? throw (value.IsText
            ? PyError.Value($"could not convert string to float: {Repr.Short(value)}")
            : PyError.Type($"float() argument must be a string or a real number, not '{value.TypeName}'"));
        var step = binary ? 1024.0 : 1000.0;
        if (bytes == 1)
        {
            return Value.Of("1 Byte");
        }

        if (bytes < step)
        {
            return Value.Of(Numbers.Truncate(bytes).ToString(CultureInfo.InvariantCulture) + " Bytes");
        }

        var unit = step;
        var index = 0;
        do
        {
            unit *= step;
        }
        while (bytes >= unit && ++index < 7);
        if (double.IsInfinity(bytes) || double.IsNaN(bytes))
        {
            return Value.Of((double.IsNaN(bytes) ? "nan " : "inf ") + (binary ? "YiB" : "YB"));
        }

        return Value.Of($"{DecimalText.Fixed(step * bytes / unit, 1)} {(binary ? "KMGTPEZY"[index] + "iB" : "kMGTPEZY"[index] + "B")}");
    }
}
