using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>Arithmetic on floats.</summary>
internal static class Floats
{
    public static double Of(in Value number)
    {
        if (number.IsFloat)
        {
            return number.Float;
        }

        return number.Kind == Kind.Big ? Of(((PyBig)number.Ref!).Number) : number.Bits;
    }

    public static double Of(BigInteger integer)
    {
        var negative = integer.Sign < 0;
        var magnitude = BigInteger.Abs(integer);
        var number = Scale(magnitude, 0);
        return double.IsInfinity(number)
            ? throw new PyError(ErrorClass.OverflowError, "int too large to convert to float")
            : negative ? -number : number;
    }

    /// <summary>A magnitude times a power of two, rounded half to even.</summary>
    public static double Scale(BigInteger magnitude, int exponent)
    {
        if (magnitude.IsZero)
        {
            return 0;
        }

        // Down to 64 bits with a sticky one, then one correctly rounded conversion; a subnormal keeps fewer bits.
        var excess = (int)magnitude.GetBitLength() - 64;
        if (excess > 0)
        {
            var shifted = magnitude >> excess;
            magnitude = (shifted << excess) == magnitude ? shifted : shifted | 1;
            exponent += excess;
        }

        var bits = (int)magnitude.GetBitLength();
        var kept = Math.Min(53, bits + exponent + 1074);
        if (kept < 0)
        {
            return 0;
        }

        var drop = bits - kept;
        if (drop > 0)
        {
            var whole = magnitude >> drop;
            var rest = magnitude - (whole << drop);
            var half = BigInteger.One << (drop - 1);
            magnitude = rest > half || (rest == half && !whole.IsEven) ? whole + 1 : whole;
            exponent += drop;
        }

        return Math.ScaleB((double)magnitude, exponent);
    }

    public static Value Apply(BinaryOperator op, double a, double b)
    {
        switch (op)
        {
            case BinaryOperator.Add:
                return Value.Of(a + b);
            case BinaryOperator.Subtract:
                return Value.Of(a - b);
            case BinaryOperator.Multiply:
                return Value.Of(a * b);
            case BinaryOperator.Divide:
                return b == 0 ? throw new PyError(ErrorClass.ZeroDivisionError, "float division by zero") : Value.Of(a / b);
            case BinaryOperator.FloorDivide:
                return Value.Of(DivMod(a, b).Quotient);
            case BinaryOperator.Modulo:
                return Value.Of(DivMod(a, b).Remainder);
            default:
                return Power(a, b);
        }
    }

    private static (double Quotient, double Remainder) DivMod(double a, double b)
    {
        if (b == 0)
        {
            throw new PyError(ErrorClass.ZeroDivisionError, "float floor division by zero");
        }

        var rest = a % b;
        var quotient = (a - rest) / b;
        if (rest != 0)
        {
            if ((b < 0) != (rest < 0))
            {
                rest += b;
                quotient -= 1;
            }
        }
        else
        {
            rest = Math.CopySign(0, b);
        }

        if (quotient == 0)
        {
            return (Math.CopySign(0, a / b), rest);
        }

        var floor = Math.Floor(quotient);
        return (quotient - floor > 0.5 ? floor + 1 : floor, rest);
    }

    private static Value Power(double a, double b)
    {
        if (a == 0 && b < 0)
        {
            throw new PyError(ErrorClass.ZeroDivisionError, "0.0 cannot be raised to a negative power");
        }

        if (a < 0 && double.IsFinite(a) && double.IsFinite(b) && Math.Floor(b) != b)
        {
            throw PyError.Type("complex numbers are not supported");
        }

        var result = a == 1 || b == 0 ? 1 : Math.Pow(a, b);
        return double.IsInfinity(result) && double.IsFinite(a) && double.IsFinite(b)
            ? throw new PyError(ErrorClass.OverflowError, "(34, 'Numerical result out of range')")
            : Value.Of(result);
    }
}
