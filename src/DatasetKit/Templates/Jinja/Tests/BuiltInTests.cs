using System.Collections.Frozen;

namespace DatasetKit.Templates.Jinja;

/// <summary>The tests: what stands after <c>is</c>.</summary>
internal static class BuiltInTests
{
    private static readonly Signature s_none = new("test", 0);
    private static readonly Signature s_one = new("test", 1, "other");

    public static FrozenDictionary<string, Operation> All { get; } = new Dictionary<string, Operation>
    {
        ["boolean"] = OnKind("boolean"),
        ["callable"] = OnValue((state, value) => value.Kind is Kind.Callable or Kind.Loop or Kind.Undefined || value.Ref is PyJoiner),
        ["defined"] = OnKind("defined"),
        ["undefined"] = OnKind("undefined"),
        ["divisibleby"] = DivisibleBy,
        ["escaped"] = OnValue((state, value) => value.IsMarkup),
        ["even"] = OnValue((state, value) => Rest(state, value, 2, 0)),
        ["odd"] = OnValue((state, value) => Rest(state, value, 2, 1)),
        ["false"] = OnValue((state, value) => value.IsBool && value.Bits == 0),
        ["true"] = OnValue((state, value) => value.IsTrue),
        ["filter"] = OnName(environment => environment.Filters),
        ["test"] = OnName(environment => environment.Tests),
        ["float"] = OnKind("float"),
        ["integer"] = OnKind("integer"),
        ["number"] = OnKind("number"),
        ["mapping"] = OnKind("mapping"),
        ["none"] = OnKind("none"),
        ["string"] = OnKind("string"),
        ["sequence"] = OnKind("sequence"),
        ["iterable"] = OnValue((state, value) => Sequences.IterateOrNone(value) is not null),
        ["lower"] = OnValue((state, value) => TextClasses.IsLower(Printer.Text(state, value).Text)),
        ["upper"] = OnValue((state, value) => TextClasses.IsUpper(Printer.Text(state, value).Text)),
        ["sameas"] = (RenderState state, in Value value, in Arguments arguments) => Value.Of(AreSame(value, s_one.Bind(arguments)[0])),
        ["in"] = (RenderState state, in Value value, in Arguments arguments) => Value.Of(Sequences.Contains(state, s_one.Bind(arguments)[0], value)),
        ["eq"] = Compare(CompareOperator.Equal),
        ["=="] = Compare(CompareOperator.Equal),
        ["equalto"] = Compare(CompareOperator.Equal),
        ["ne"] = Compare(CompareOperator.NotEqual),
        ["!="] = Compare(CompareOperator.NotEqual),
        ["gt"] = Compare(CompareOperator.Greater),
        [">"] = Compare(CompareOperator.Greater),
        ["greaterthan"] = Compare(CompareOperator.Greater),
        ["ge"] = Compare(CompareOperator.GreaterOrEqual),
        [">="] = Compare(CompareOperator.GreaterOrEqual),
        ["lt"] = Compare(CompareOperator.Less),
        ["<"] = Compare(CompareOperator.Less),
        ["lessthan"] = Compare(CompareOperator.Less),
        ["le"] = Compare(CompareOperator.LessOrEqual),
        ["<="] = Compare(CompareOperator.LessOrEqual),
    }.ToFrozenDictionary();

    private static Operation OnKind(string name)
    {
        var test = KindTests.Find(name)!;
        return OnValue((state, value) => test(value.Kind));
    }

    private static Operation OnValue(Func<RenderState, Value, bool> test) => (RenderState state, in Value value, in Arguments arguments) =>
    {
        s_none.Bind(arguments);
        return Value.Of(test(state, value));
    };

    private static Operation OnName(Func<JinjaEnvironment, FrozenDictionary<string, Operation>> table) => (RenderState state, in Value value, in Arguments arguments) =>
    {
        s_none.Bind(arguments);
        Equality.Hash(value);
        return Value.Of(value.TryText(out var name) && table(state.Environment).ContainsKey(name));
    };

    private static Operation Compare(CompareOperator op) => (RenderState state, in Value value, in Arguments arguments) =>
        Value.Of(CompareNode.Holds(state, value, op, s_one.Bind(arguments)[0]));

    private static Value DivisibleBy(RenderState state, in Value value, in Arguments arguments) =>
        Value.Of(Equality.Equal(Arithmetic.Apply(state, BinaryOperator.Modulo, value, s_one.Bind(arguments)[0]), Value.Of(0L)));

    private static bool Rest(RenderState state, in Value value, long divisor, long rest) =>
        Equality.Equal(Arithmetic.Apply(state, BinaryOperator.Modulo, value, Value.Of(divisor)), Value.Of(rest));

    /// <summary>Python's <c>is</c>; constants that Python keeps once are the same.</summary>
    private static bool AreSame(in Value left, in Value right) =>
        left.Kind == right.Kind && ((ReferenceEquals(left.Ref, right.Ref) && left.Bits == right.Bits) || (left.IsText && left.IsMarkup == right.IsMarkup && !left.IsMarkup && left.Text == right.Text));
}
