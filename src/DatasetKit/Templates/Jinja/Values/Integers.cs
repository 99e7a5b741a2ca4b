using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>Arithmetic on integers of any size.</summary>
internal static class Integers
{
    public static Value Apply(RenderState state, BinaryOperator op, in Value left, in Value right)
    {
        if (left.Kind != Kind.Big && right.Kind != Kind.Big && Small(op, left.Bits, right.Bits) is { IsMissing: false } small)
        {
            return small;
        }

        left.TryInteger(out var a);
        right.TryInteger(out var b);
        state.ChargeDigits(a, b, op);
        return op switch
        {
            BinaryOperator.Add => Value.Of(a + b),
            BinaryOperator.Subtract => Value.Of(a - b),
            BinaryOperator.Multiply => Value.Of(a * b),
            BinaryOperator.Divide => Divide(a, b),
            BinaryOperator.FloorDivide => Value.Of(FloorDivide(a, b)),
            BinaryOperator.Modulo => Value.Of(a - (FloorDivide(a, b) * b)),
            _ => Power(state, a, b),
        };
    }

    public static BigInteger FloorDivide(BigInteger a, BigInteger b)
    {
        if (b.IsZero)
        {
            throw new PyError(ErrorClass.ZeroDivisionError, "integer division or modulo by zero");
        }

        var quotient = BigInteger.DivRem(a, b, out var rest);
        return !rest.IsZero && (rest.Sign < 0) != (b.Sign < 0) ? quotient - 1 : quotient;
    }

    private static Value Small(BinaryOperator op, long a, long b)
    {
        long result;
        switch (op)
        {
            case BinaryOperator.Add:
                result = unchecked(a + b);
                return ((a ^ result) & (b ^ result)) < 0 ? default : Value.Of(result);
            case BinaryOperator.Subtract:
                result = unchecked(a - b);
                return ((a ^ b) & (a ^ result)) < 0 ? default : Value.Of(result);
            case BinaryOperator.Multiply:
                return Math.BigMul(a, b, out result) == result >> 63 ? Value.Of(result) : default;
            case BinaryOperator.FloorDivide or BinaryOperator.Modulo when b != 0 && a != long.MinValue:
                var quotient = Math.DivRem(a, b, out var rest);
                var isShort = rest != 0 && (rest < 0) != (b < 0);
                return Value.Of(op == BinaryOperator.Modulo ? (isShort ? rest + b : rest) : (isShort ? quotient - 1 : quotient));
            default:
                return default;
        }
    }

    /// <summary>True division, rounded once: the quotient of two long integers can be a float where neither of them is one.</summary>
    private static Value Divide(BigInteger a, BigInteger b)
    {
        if (b.IsZero)
        {
            throw new PyError(ErrorClass.ZeroDivisionError, "division by zero");
        }

        const long Exact = 1L << 53;
        if (BigInteger.Abs(a) <= Exact && BigInteger.Abs(b) <= Exact)
        {
            return Value.Of((double)a / (double)b);
        }

        // 66 bits of quotient and a sticky bit round as the exact value would.
        var shift = (int)(66 - (a.GetBitLength() - b.GetBitLength()));
        var (top, bottom) = shift > 0 ? (BigInteger.Abs(a) << shift, BigInteger.Abs(b)) : (BigInteger.Abs(a), BigInteger.Abs(b) << -shift);
        var quotient = BigInteger.DivRem(top, bottom, out var rest);
        if (!rest.IsZero)
        {
            quotient |= 1;
        }

        var number = Floats.Scale(quotient, -shift);
        if (double.IsInfinity(number))
        {
            throw new PyError(ErrorClass.OverflowError, "integer division result too large for a float");
        }

        return Value.Of((a.Sign < 0) != (b.Sign < 0) ? -number : number);
    }

    private static Value Power(RenderState state, BigInteger a, BigInteger b)
    {
        if (b.Sign < 0)
        {
            return Floats.Apply(BinaryOperator.Power, Floats.Of(a), Floats.Of(b));
        }

        state.ChargePower(a, b);
        if (a.IsOne || a.IsZero || a == BigInteger.MinusOne)
        {
            return Value.Of(b.IsZero ? BigInteger.One : a.Sign >= 0 ? a : b.IsEven ? BigInteger.One : a);
        }

        return Value.Of(BigInteger.Pow(a, (int)b));
    }
}
