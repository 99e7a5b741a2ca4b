using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>Python's operators on two values.</summary>
internal static class Arithmetic
{
    public static Value Apply(RenderState state, BinaryOperator op, in Value left, in Value right)
    {
        var kind = left.Kind;
        var other = right.Kind;
        if (kind == Kind.Undefined)
        {
            throw ((PyUndefined)left.Ref!).Fail();
        }

        if (Equality.IsNumber(kind) && Equality.IsNumber(other))
        {
            return left.IsFloat || right.IsFloat ? Floats.Apply(op, Floats.Of(left), Floats.Of(right)) : Integers.Apply(state, op, left, right);
        }

        if (op == BinaryOperator.Modulo && kind == Kind.Str)
        {
            return PercentFormat.Format(state, left, right);
        }

        if (other == Kind.Undefined)
        {
            throw ((PyUndefined)right.Ref!).Fail();
        }

        return op switch
        {
            BinaryOperator.Add => Add(state, left, right, kind, other),
            BinaryOperator.Multiply => Multiply(state, left, right, kind, other),
            _ => throw Unsupported(op, left, right),
        };
    }

    public static Value Negate(in Value value) => value.Kind switch
    {
        Kind.Int or Kind.Bool when value.Bits != long.MinValue => Value.Of(-value.Bits),
        Kind.Int => Value.Of(-(BigInteger)value.Bits),
        Kind.Big => Value.Of(-((PyBig)value.Ref!).Number),
        Kind.Float => Value.Of(-value.Float),
        Kind.Undefined => throw ((PyUndefined)value.Ref!).Fail(),
        _ => throw PyError.Type($"bad operand type for unary -: '{value.TypeName}'"),
    };

    public static Value Plus(in Value value) => value.Kind switch
    {
        Kind.Bool => Value.Of(value.Bits),
        Kind.Int or Kind.Big or Kind.Float => value,
        Kind.Undefined => throw ((PyUndefined)value.Ref!).Fail(),
        _ => throw PyError.Type($"bad operand type for unary +: '{value.TypeName}'"),
    };

    public static PyError Unsupported(BinaryOperator op, in Value left, in Value right) =>
        PyError.Type($"unsupported operand type(s) for {Sign(op)}: '{left.TypeName}' and '{right.TypeName}'");

    private static Value Add(RenderState state, in Value left, in Value right, Kind kind, Kind other)
    {
        if (kind == Kind.Str && other == Kind.Str)
        {
            return Texts.Add(state, left, right);
        }

        if (kind == Kind.List && other == Kind.List)
        {
            var items = ((PyList)left.Ref!).Items;
            var others = ((PyList)right.Ref!).Items;
            state.ChargeItems((long)items.Count + others.Count);
            var sum = new List<Value>(items.Count + others.Count);
            sum.AddRange(items);
            sum.AddRange(others);
            return Value.Of(new PyList(sum));
        }

        if (kind == Kind.Tuple && other == Kind.Tuple)
        {
            var items = ((PyTuple)left.Ref!).Items;
            var others = ((PyTuple)right.Ref!).Items;
            state.ChargeItems((long)items.Length + others.Length);
            return Value.Of(new PyTuple([.. items, .. others]));
        }

        if (kind == Kind.Bytes && other == Kind.Bytes)
        {
            byte[] data = [.. ((PyBytes)left.Ref!).Data, .. ((PyBytes)right.Ref!).Data];
            state.ChargeText(data.Length);
            return Value.Of(new PyBytes(data));
        }

        throw kind switch
        {
            Kind.Str => PyError.Type($"can only concatenate str (not \"{right.TypeName}\") to str"),
            Kind.List => PyError.Type($"can only concatenate list (not \"{right.TypeName}\") to list"),
            Kind.Tuple => PyError.Type($"can only concatenate tuple (not \"{right.TypeName}\") to tuple"),
            _ => Unsupported(BinaryOperator.Add, left, right),
        };
    }

    private static Value Multiply(RenderState state, in Value left, in Value right, Kind kind, Kind other)
    {
        if (IsSequence(other) && !IsSequence(kind))
        {
            return Multiply(state, right, left, other, kind);
        }

        if (!IsSequence(kind))
        {
            throw Unsupported(BinaryOperator.Multiply, left, right);
        }

        if (!right.TryInteger(out var big))
        {
            throw PyError.Type($"can't multiply sequence by non-int of type '{right.TypeName}'");
        }

        var times = big > int.MaxValue ? int.MaxValue : big < 0 ? 0 : (int)big;
        if (kind == Kind.Str)
        {
            return Texts.Repeat(state, left, times);
        }

        if (kind == Kind.Bytes)
        {
            var data = ((PyBytes)left.Ref!).Data;
            state.ChargeText((long)data.Length * times);
            var repeated = new byte[data.Length * times];
            for (var i = 0; i < repeated.Length; i++)
            {
                repeated[i] = data[i % data.Length];
            }

            return Value.Of(new PyBytes(repeated));
        }

        IReadOnlyList<Value> items = kind == Kind.List ? ((PyList)left.Ref!).Items : ((PyTuple)left.Ref!).Items;
        state.ChargeItems((long)items.Count * times);
        var all = new Value[items.Count * times];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = items[i % items.Count];
        }

        return kind == Kind.List ? Value.Of(new PyList([.. all])) : Value.Of(new PyTuple(all));
    }

    private static bool IsSequence(Kind kind) => kind is Kind.Str or Kind.List or Kind.Tuple or Kind.Bytes;

    private static string Sign(BinaryOperator op) => op switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.FloorDivide => "//",
        BinaryOperator.Modulo => "%",
        _ => "** or pow()",
    };
}
