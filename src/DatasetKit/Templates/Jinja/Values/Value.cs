using System.Numerics;
using System.Runtime.CompilerServices;

namespace DatasetKit.Templates.Jinja;

/// <summary>
/// A Python value in sixteen bytes: numbers and booleans without an allocation, plain text as the string itself.
/// The default value is Python's <c>missing</c>: a name that nobody has set.
/// </summary>
internal readonly struct Value
{
    public readonly object? Ref;
    public readonly long Bits;

    private Value(object? reference, long bits)
    {
        Ref = reference;
        Bits = bits;
    }

    public static Value None => new(Marker.None, 0);

    public static Value True => new(Marker.Bool, 1);

    public static Value False => new(Marker.Bool, 0);

    public static Value Empty => new(string.Empty, 0);

    public Kind Kind => Ref is string ? Kind.Str : Ref is null ? Kind.Missing : Unsafe.As<PyObject>(Ref).Kind;

    public bool IsMissing => Ref is null;

    public bool IsNone => Ref == (object)Marker.None;

    public bool IsInt => Ref == (object)Marker.Int;

    public bool IsFloat => Ref == (object)Marker.Float;

    public bool IsBool => Ref == (object)Marker.Bool;

    public bool IsText => Ref is string or PyText;

    public bool IsMarkup => Ref is PyText { IsMarkup: true };

    public bool IsUndefined => Ref is PyUndefined;

    public bool IsTrue => Ref == (object)Marker.Bool && Bits != 0;

    public double Float => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>The text of a value that is text.</summary>
    public string Text => Ref as string ?? ((PyText)Ref!).Text;

    /// <summary>Where each character of a text came from; null when nobody asked or nothing is known.</summary>
    public Run[]? Runs => (Ref as PyText)?.Runs;

    public string TypeName => Ref is string ? "str" : Ref is null ? "missing" : Unsafe.As<PyObject>(Ref).TypeName;

    public static Value Of(bool value) => new(Marker.Bool, value ? 1 : 0);

    public static Value Of(long value) => new(Marker.Int, value);

    public static Value Of(double value) => new(Marker.Float, BitConverter.DoubleToInt64Bits(value));

    public static Value Of(string value) => new(value, 0);

    public static Value Of(PyObject value) => new(value, 0);

    public static Value Of(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? Of((long)value) : new(new PyBig(value), 0);

    /// <summary>A text with what is known of it; the string itself when nothing is.</summary>
    public static Value OfText(string text, Run[]? runs, bool markup) => runs is null && !markup ? Of(text) : Of(new PyText(text, runs, markup));

    public bool TryText(out string text)
    {
        if (Ref is string plain)
        {
            text = plain;
            return true;
        }

        if (Ref is PyText traced)
        {
            text = traced.Text;
            return true;
        }

        text = string.Empty;
        return false;
    }

    /// <summary>Whether this is an integer in Python's eyes (booleans are), and its value.</summary>
    public bool TryInteger(out BigInteger integer)
    {
        switch (Kind)
        {
            case Kind.Int:
            case Kind.Bool:
                integer = Bits;
                return true;
            case Kind.Big:
                integer = ((PyBig)Ref!).Number;
                return true;
            default:
                integer = default;
                return false;
        }
    }
}
