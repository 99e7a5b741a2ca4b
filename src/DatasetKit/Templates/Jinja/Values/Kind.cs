namespace DatasetKit.Templates.Jinja;

/// <summary>What a value is, in Python's terms.</summary>
internal enum Kind : byte
{
    Missing,
    None,
    Bool,
    Int,
    Big,
    Float,
    Str,
    Bytes,
    List,
    Tuple,
    Dict,
    View,
    Range,
    Undefined,
    Namespace,
    Callable,
    Iterator,
    Loop,
    Other,
}
