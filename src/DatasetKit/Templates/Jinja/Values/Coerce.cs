using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>What Python's functions ask of their arguments.</summary>
internal static class Coerce
{
    /// <summary>An integer that counts or points at something.</summary>
    public static long Index(in Value value)
    {
        if (value.IsInt)
        {
            return value.Bits;
        }

        return !value.TryInteger(out var integer) ? throw PyError.Type($"'{value.TypeName}' object cannot be interpreted as an integer")
            : integer < long.MinValue || integer > long.MaxValue ? throw new PyError(ErrorClass.OverflowError, "Python int too large to convert to C ssize_t")
            : (long)integer;
    }

    public static long IndexOr(in Value value, long otherwise) => value.IsMissing ? otherwise : Index(value);

    /// <summary>A text that must be one.</summary>
    public static string Text(in Value value, string function) =>
        value.TryText(out var text) ? text : throw PyError.Type($"{function}() argument must be str, not {value.TypeName}");

    /// <summary>A number as a float, as Python's <c>float</c> functions take it.</summary>
    public static double Float(in Value value) => Equality.IsNumber(value.Kind) ? Floats.Of(value)
        : value.Ref is PyUndefined undefined ? throw undefined.Fail()
        : throw PyError.Type($"must be real number, not {value.TypeName}");

    public static int Clamp(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);

    public static int Clamp(BigInteger value) => (int)BigInteger.Max(BigInteger.Min(value, int.MaxValue), int.MinValue);
}
