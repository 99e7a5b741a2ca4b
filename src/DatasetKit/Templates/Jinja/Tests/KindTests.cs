namespace DatasetKit.Templates.Jinja;

/// <summary>The tests that need no more than the kind of a value.</summary>
internal static class KindTests
{
    public static Func<Kind, bool>? Find(string name) => name switch
    {
        "defined" => kind => kind != Kind.Undefined,
        "undefined" => kind => kind == Kind.Undefined,
        "none" => kind => kind == Kind.None,
        "string" => kind => kind == Kind.Str,
        "mapping" => kind => kind == Kind.Dict,
        "boolean" => kind => kind == Kind.Bool,
        "float" => kind => kind == Kind.Float,
        "integer" => kind => kind is Kind.Int or Kind.Big,
        "number" => kind => kind is Kind.Int or Kind.Big or Kind.Float or Kind.Bool,
        "sequence" => kind => kind is Kind.Str or Kind.List or Kind.Tuple or Kind.Dict or Kind.Range or Kind.Bytes or Kind.Undefined,
        _ => null,
    };
}
