namespace DatasetKit.Templates.Jinja;

/// <summary>What <c>namespace</c> gives: the only object whose attributes a template may set.</summary>
internal sealed class PyNamespace(PyDict attributes) : PyObject(Kind.Namespace)
{
    public readonly PyDict Attributes = attributes;

    public override string TypeName => "Namespace";
}
