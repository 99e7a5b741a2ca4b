using System.Collections.Frozen;
using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>The methods of numbers.</summary>
internal static partial class NumberMethods
{
    private static readonly Signature s_none = Signature.Unnamed("method", 0);

    public static readonly FrozenDictionary<string, Method> Integer = new Dictionary<string, Method>
    {
        ["bit_length"] = new(On((state, integer) => Value.Of(integer.IsZero ? 0L : BigInteger.Abs(integer).GetBitLength()))),
        ["bit_count"] = new(On((state, integer) => Value.Of((long)BigInteger.PopCount(BigInteger.Abs(integer))))),
        ["conjugate"] = new(On((state, integer) => Value.Of(integer))),
        ["as_integer_ratio"] = new(On((state, integer) => Value.Of(new PyTuple([Value.Of(integer), Value.Of(1L)])))),
        ["to_bytes"] = new(ToBytes),
        ["from_bytes"] = new(FromBytes),
    }.ToFrozenDictionary();

    public static readonly FrozenDictionary<string, Method> Float = new Dictionary<string, Method>
    {
        ["is_integer"] = new(IsInteger),
        ["conjugate"] = new(Same),
        ["as_integer_ratio"] = new(Ratio),
        ["hex"] = new(Hex),
        ["fromhex"] = new(FromHex),
    }.ToFrozenDictionary();

    private static Operation On(Func<RenderState, BigInteger, Value> body) => (RenderState state, in Value self, in Arguments arguments) =>
    {
        s_none.Bind(arguments);
        self.TryInteger(out var integer);
        return body(state, integer);
    };

    private static Value IsInteger(RenderState state, in Value self, in Arguments arguments)
    {
        s_none.Bind(arguments);
        return Value.Of(double.IsFinite(self.Float) && Math.Floor(self.Float) == self.Float);
    }

    private static Value Same(RenderState state, in Value self, in Arguments arguments)
    {
        s_none.Bind(arguments);
        return self;
    }
}
