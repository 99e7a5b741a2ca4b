using System.Collections.Frozen;

namespace DatasetKit.Templates.Jinja;

/// <summary>A method of a kind of value.</summary>
/// <param name="Body">What it does.</param>
/// <param name="Mutates">Whether it changes the value: a sandbox refuses those.</param>
internal sealed record Method(Operation Body, bool Mutates = false);

/// <summary>All methods that a template can reach, by the kind of the value and the name.</summary>
internal static class MethodTable
{
    private static readonly FrozenDictionary<string, Method>?[] s_kinds = Kinds();

    private static readonly FrozenSet<string> s_names = s_kinds.SelectMany(methods => methods?.Keys ?? []).ToFrozenSet();

    public static bool IsMethod(string name) => s_names.Contains(name);

    public static Method? Find(Kind kind, string name) => s_kinds[(int)kind]?.GetValueOrDefault(name);

    /// <summary>What a name means for each kind of value; null where it is no method, or none that may be called.</summary>
    public static Operation?[] ByKind(string name, bool allowMutation)
    {
        var methods = new Operation?[s_kinds.Length];
        for (var kind = 0; kind < methods.Length; kind++)
        {
            var method = s_kinds[kind]?.GetValueOrDefault(name);
            methods[kind] = method is null || (method.Mutates && !allowMutation) ? null : method.Body;
        }

        return methods;
    }

    private static FrozenDictionary<string, Method>?[] Kinds()
    {
        var kinds = new FrozenDictionary<string, Method>?[Enum.GetValues<Kind>().Length];
        kinds[(int)Kind.Str] = TextMethods.All;
        kinds[(int)Kind.Dict] = DictMethods.All;
        kinds[(int)Kind.List] = ListMethods.All;
        kinds[(int)Kind.Tuple] = ListMethods.Tuple;
        kinds[(int)Kind.Range] = ListMethods.Range;
        kinds[(int)Kind.Int] = NumberMethods.Integer;
        kinds[(int)Kind.Bool] = NumberMethods.Integer;
        kinds[(int)Kind.Big] = NumberMethods.Integer;
        kinds[(int)Kind.Float] = NumberMethods.Float;
        kinds[(int)Kind.Bytes] = BytesMethods.All;
        return kinds;
    }
}
