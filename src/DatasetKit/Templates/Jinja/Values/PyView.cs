namespace DatasetKit.Templates.Jinja;

/// <summary>What a dict's <c>keys</c>, <c>values</c> or <c>items</c> gives: a window on the dict.</summary>
internal sealed class PyView(PyDict dict, ViewPart part) : PyObject(Kind.View)
{
    public readonly PyDict Dict = dict;
    public readonly ViewPart Part = part;

    public override string TypeName => Part switch { ViewPart.Keys => "dict_keys", ViewPart.Values => "dict_values", _ => "dict_items" };
}

/// <summary>Which part of a dict a view shows.</summary>
internal enum ViewPart : byte
{
    Keys,
    Values,
    Items,
}
