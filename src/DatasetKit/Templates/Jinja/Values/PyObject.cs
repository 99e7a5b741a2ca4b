namespace DatasetKit.Templates.Jinja;

/// <summary>Everything but plain text that a <see cref="Value"/> can refer to.</summary>
internal abstract class PyObject(Kind kind)
{
    public readonly Kind Kind = kind;

    /// <summary>Python's name of the type: <c>list</c>.</summary>
    public abstract string TypeName { get; }
}

/// <summary>Stands in a value's reference where the value is its bits.</summary>
internal sealed class Marker(Kind kind, string typeName) : PyObject(kind)
{
    public static readonly Marker None = new(Kind.None, "NoneType");
    public static readonly Marker Bool = new(Kind.Bool, "bool");
    public static readonly Marker Int = new(Kind.Int, "int");
    public static readonly Marker Float = new(Kind.Float, "float");

    public override string TypeName => typeName;
}
