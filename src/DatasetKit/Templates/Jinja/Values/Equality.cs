using System.Numerics;
using System.Runtime.CompilerServices;

namespace DatasetKit.Templates.Jinja;

/// <summary>Python's <c>==</c> and hash.</summary>
internal static class Equality
{
    public static bool Equal(in Value left, in Value right)
    {
        if (left.Ref is string text && right.Ref is string other)
        {
            return TextsEqual(text, other);
        }

        var kind = left.Kind;
        var otherKind = right.Kind;
        if (IsNumber(kind) && IsNumber(otherKind))
        {
            return NumbersEqual(left, right);
        }

        if (kind != otherKind)
        {
            return false;
        }

        return kind switch
        {
            Kind.Str => TextsEqual(left.Text, right.Text),
            Kind.None or Kind.Undefined => true,
            _ => ReferenceEquals(left.Ref, right.Ref) || ContainersEqual(left, right, kind),
        };
    }

    /// <summary>Python's <c>in</c> and <c>index</c> take an object to equal itself, also a nan.</summary>
    public static bool Same(in Value left, in Value right) => (ReferenceEquals(left.Ref, right.Ref) && left.Bits == right.Bits) || Equal(left, right);

    public static int Hash(in Value value)
    {
        switch (value.Kind)
        {
            case Kind.Str:
                return Hash(value.Text);
            case Kind.Int:
            case Kind.Bool:
                return value.Bits.GetHashCode();
            case Kind.Big:
                return ((PyBig)value.Ref!).Number.GetHashCode();
            case Kind.Float:
                var number = value.Float;
                return Math.Floor(number) != number || double.IsInfinity(number) ? number.GetHashCode()
                    : Math.Abs(number) < 9e18 ? ((long)number).GetHashCode()
                    : new BigInteger(number) is var big && big >= long.MinValue && big <= long.MaxValue ? ((long)big).GetHashCode() : big.GetHashCode();
            case Kind.Tuple:
                return ((PyTuple)value.Ref!).Hash();
            case Kind.Bytes:
                return ((PyBytes)value.Ref!).Data.Length;
            case Kind.Undefined:
                return 17;
            case Kind.List:
            case Kind.Dict:
            case Kind.View when value.Ref is PyView { Part: not ViewPart.Values }:
                throw PyError.Type($"unhashable type: '{value.TypeName}'");
            default:
                return RuntimeHelpers.GetHashCode(value.Ref);
        }
    }

    public static int Hash(string text)
    {
        Look(text.Length);
        return text.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>Pays for looking at a text that is long enough to matter.</summary>
    public static void Look(int length)
    {
        if (length > 4096)
        {
            RenderState.Current?.Look(length);
        }
    }

    public static bool TextsEqual(string left, string right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        Look(left.Length);
        return left == right;
    }

    public static bool IsNumber(Kind kind) => kind is Kind.Bool or Kind.Int or Kind.Float or Kind.Big;

    private static bool NumbersEqual(in Value left, in Value right)
    {
        if (!left.IsFloat && !right.IsFloat)
        {
            return left.Kind == Kind.Big || right.Kind == Kind.Big
                ? left.TryInteger(out var a) && right.TryInteger(out var b) && a == b
                : left.Bits == right.Bits;
        }

        return left.IsFloat && right.IsFloat ? left.Float == right.Float : Ordering.Numbers(left, right) == 0;
    }

    private static bool ContainersEqual(in Value left, in Value right, Kind kind)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (kind)
        {
            case Kind.List:
                var items = ((PyList)left.Ref!).Items;
                var others = ((PyList)right.Ref!).Items;
                return items.Count == others.Count && ItemsEqual(items, others);
            case Kind.Tuple:
                var tuple = ((PyTuple)left.Ref!).Items;
                var other = ((PyTuple)right.Ref!).Items;
                return tuple.Length == other.Length && ItemsEqual(tuple, other);
            case Kind.Dict:
                return DictsEqual((PyDict)left.Ref!, (PyDict)right.Ref!);
            case Kind.View:
                var view = (PyView)left.Ref!;
                var otherView = (PyView)right.Ref!;
                return view.Part == ViewPart.Keys && otherView.Part == ViewPart.Keys && KeysEqual(view.Dict, otherView.Dict);
            case Kind.Range:
                var range = (PyRange)left.Ref!;
                var otherRange = (PyRange)right.Ref!;
                return range.Count == otherRange.Count && (range.Count == 0 || (range.Start == otherRange.Start && (range.Count == 1 || range.Step == otherRange.Step)));
            case Kind.Bytes:
                return ((PyBytes)left.Ref!).Data.AsSpan().SequenceEqual(((PyBytes)right.Ref!).Data);
            default:
                return false;
        }
    }

    private static bool ItemsEqual(IReadOnlyList<Value> items, IReadOnlyList<Value> others)
    {
        for (var i = 0; i < items.Count; i++)
        {
            RenderState.Current?.Step();
            if (!Same(items[i], others[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool DictsEqual(PyDict left, PyDict right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var slot = 0; slot < left.Slots; slot++)
        {
            RenderState.Current?.Step();
            if (left.TryAt(slot, out var key, out var value) && !(right.TryGet(key, out var other) && Same(value, other)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool KeysEqual(PyDict left, PyDict right)
    {
        for (var slot = 0; slot < left.Slots; slot++)
        {
            if (left.TryAt(slot, out var key, out _) && !right.TryGet(key, out _))
            {
                return false;
            }
        }

        return left.Count == right.Count;
    }
}
