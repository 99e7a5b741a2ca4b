using System.Globalization;
using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>Python's <c>str</c>, written straight into the buffer.</summary>
internal static class Printer
{
    /// <summary>Prints a value as the output shows it.</summary>
    public static void Print(RenderState state, in Value value)
    {
        switch (value.Kind)
        {
            case Kind.Str:
                state.Out.Append(value);
                break;
            case Kind.Undefined:
                break;
            case Kind.Int:
                Integer(state, value.Bits);
                break;
            default:
                Repr.Write(state, value);
                break;
        }
    }

    /// <summary>Prints with what HTML reserves escaped, unless the value is markup.</summary>
    public static void PrintEscaped(RenderState state, in Value value)
    {
        if (value.IsMarkup)
        {
            state.Out.Append(value);
        }
        else
        {
            Escaping.Escape(state, Text(state, value));
        }
    }

    /// <summary>The value as text; markup loses its mark, as in <c>str(x)</c>.</summary>
    public static Value Text(RenderState state, in Value value)
    {
        if (value.IsText)
        {
            return Texts.Plain(value);
        }

        if (value.IsUndefined)
        {
            return Value.Empty;
        }

        var mark = state.BeginText();
        Print(state, value);
        return state.EndText(mark, false);
    }

    /// <summary>The value as text; markup stays markup, as in Jinja's <c>soft_str</c>.</summary>
    public static Value SoftText(RenderState state, in Value value) => value.IsText ? value : Text(state, value);

    public static void Integer(RenderState state, long number)
    {
        number.TryFormat(state.Out.Reserve(20), out var written, default, CultureInfo.InvariantCulture);
        state.Out.Wrote(written);
    }

    public static string BigText(BigInteger number)
    {
        // Python's own bound against numbers that take long to print.
        if (number.GetBitLength() > 14285 || BigInteger.Abs(number) >= s_bound)
        {
            throw PyError.Value("Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit");
        }

        return number.ToString(CultureInfo.InvariantCulture);
    }

    private static readonly BigInteger s_bound = BigInteger.Pow(10, 4300);
}
