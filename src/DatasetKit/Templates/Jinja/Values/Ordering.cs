using System.Numerics;
using System.Runtime.CompilerServices;

namespace DatasetKit.Templates.Jinja;

/// <summary>Python's <c>&lt;</c> and its kin.</summary>
internal static class Ordering
{
    public static bool Less(in Value left, in Value right) => Compare(left, right, CompareOperator.Less);

    public static bool Compare(in Value left, in Value right, CompareOperator op)
    {
        var kind = left.Kind;
        var other = right.Kind;
        if (kind == Kind.Int && other == Kind.Int)
        {
            return Holds(left.Bits.CompareTo(right.Bits), op);
        }

        if (Equality.IsNumber(kind) && Equality.IsNumber(other))
        {
            return Numbers(left, right) is { } order && Holds(order, op);
        }

        if (kind == Kind.Str && other == Kind.Str)
        {
            Equality.Look(left.Text.Length);
            return Holds(CodePoints.Compare(left.Text, right.Text), op);
        }

        if (kind == Kind.Undefined || other == Kind.Undefined)
        {
            throw ((PyUndefined)(kind == Kind.Undefined ? left.Ref : right.Ref)!).Fail();
        }

        if (kind == other && kind is Kind.List or Kind.Tuple && other == kind)
        {
            IReadOnlyList<Value> items = kind == Kind.List ? ((PyList)left.Ref!).Items : ((PyTuple)left.Ref!).Items;
            IReadOnlyList<Value> others = kind == Kind.List ? ((PyList)right.Ref!).Items : ((PyTuple)right.Ref!).Items;
            return Sequences(items, others, op);
        }

        if (kind == Kind.Bytes && other == Kind.Bytes)
        {
            return Holds(((PyBytes)left.Ref!).Data.AsSpan().SequenceCompareTo(((PyBytes)right.Ref!).Data), op);
        }

        throw PyError.Type($"'{Sign(op)}' not supported between instances of '{left.TypeName}' and '{right.TypeName}'");
    }

    /// <summary>The order of two numbers; null when one of them is a nan.</summary>
    public static int? Numbers(in Value left, in Value right)
    {
        if (left.IsFloat && right.IsFloat)
        {
            return double.IsNaN(left.Float) || double.IsNaN(right.Float) ? null : left.Float.CompareTo(right.Float);
        }

        if (left.IsFloat)
        {
            return -Numbers(right, left);
        }

        left.TryInteger(out var integer);
        if (!right.IsFloat)
        {
            right.TryInteger(out var other);
            return integer.CompareTo(other);
        }

        var number = right.Float;
        if (double.IsNaN(number))
        {
            return null;
        }

        if (double.IsInfinity(number))
        {
            return number > 0 ? -1 : 1;
        }

        var floor = Math.Floor(number);
        var order = integer.CompareTo(new BigInteger(floor));
        return order == 0 && floor != number ? -1 : order;
    }

    private static bool Sequences(IReadOnlyList<Value> items, IReadOnlyList<Value> others, CompareOperator op)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        for (var i = 0; i < items.Count && i < others.Count; i++)
        {
            RenderState.Current?.Step();
            if (!Equality.Same(items[i], others[i]))
            {
                return Compare(items[i], others[i], op);
            }
        }

        return Holds(items.Count.CompareTo(others.Count), op);
    }

    private static bool Holds(int order, CompareOperator op) => op switch
    {
        CompareOperator.Less => order < 0,
        CompareOperator.LessOrEqual => order <= 0,
        CompareOperator.Greater => order > 0,
        _ => order >= 0,
    };

    private static string Sign(CompareOperator op) => op switch
    {
        CompareOperator.Less => "<",
        CompareOperator.LessOrEqual => "<=",
        CompareOperator.Greater => ">",
        _ => ">=",
    };
}
