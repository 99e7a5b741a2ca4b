using System.Numerics;

namespace DatasetKit.Templates.Jinja;

/// <summary>An integer of more than 64 bits.</summary>
internal sealed class PyBig(BigInteger number) : PyObject(Kind.Big)
{
    public readonly BigInteger Number = number;

    public override string TypeName => "int";
}
