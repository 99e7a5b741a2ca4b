namespace DatasetKit.Templates.Jinja;

/// <summary>An expression of the tree that the parser makes.</summary>
internal abstract class ExpressionSyntax(int at)
{
    /// <summary>Where it begins, in UTF-16 units.</summary>
    public int At => at;

    /// <summary>How deep the tree below is; what walks the tree needs as much stack.</summary>
    public int Depth { get; private set; } = 1;

    /// <summary>Python's name of the node, for messages.</summary>
    public virtual string NodeName => "expr";

    public virtual bool CanBeAssigned => false;

    protected void Above(ExpressionSyntax? child)
    {
        if (child is not null && child.Depth >= Depth)
        {
            Depth = child.Depth + 1;
            if (Depth > Parser.MaxTreeDepth)
            {
                throw new SyntaxFault($"the expression nests deeper than {Parser.MaxTreeDepth} levels", At, ErrorClass.RecursionError);
            }
        }
    }

    protected void Above(IEnumerable<ExpressionSyntax> children)
    {
        foreach (var child in children)
        {
            Above(child);
        }
    }
}

internal sealed class NameSyntax(string name, int at) : ExpressionSyntax(at)
{
    public string Name => name;

    public NameUse Use { get; set; }

    public override string NodeName => "name";

    public override bool CanBeAssigned => name is not ("true" or "false" or "none" or "True" or "False" or "None");
}

/// <summary>What happens to a variable where its name stands.</summary>
internal enum NameUse : byte
{
    Load,
    Store,
    Parameter,
}

internal sealed class ConstantSyntax(Value value, int at) : ExpressionSyntax(at)
{
    public Value Value => value;

    public override string NodeName => "const";
}

internal sealed class DataSyntax(string text, int at) : ExpressionSyntax(at)
{
    public string Text => text;
}

/// <summary><c>a.b</c> as a target of <c>set</c>.</summary>
internal sealed class NamespaceSyntax(string name, string attribute, int at) : ExpressionSyntax(at)
{
    public string Name => name;

    public string Attribute => attribute;

    public override bool CanBeAssigned => true;
}

internal sealed class SequenceSyntax : ExpressionSyntax
{
    public SequenceSyntax(List<ExpressionSyntax> items, bool isTuple, int at)
        : base(at)
    {
        Items = items;
        IsTuple = isTuple;
        Above(items);
    }

    public List<ExpressionSyntax> Items { get; }

    public bool IsTuple { get; }

    public override string NodeName => IsTuple ? "tuple" : "list";

    public override bool CanBeAssigned => IsTuple && Items.TrueForAll(item => item.CanBeAssigned);
}

internal sealed class DictSyntax : ExpressionSyntax
{
    public DictSyntax(List<(ExpressionSyntax Key, ExpressionSyntax Value)> items, int at)
        : base(at)
    {
        Items = items;
        Above(items.Select(item => item.Key));
        Above(items.Select(item => item.Value));
    }

    public List<(ExpressionSyntax Key, ExpressionSyntax Value)> Items { get; }

    public override string NodeName => "dict";
}

/// <summary>The shape of an operation: which one it is, and the expressions it works on.</summary>
internal sealed class OperationSyntax : ExpressionSyntax
{
    public OperationSyntax(OperationKind kind, List<ExpressionSyntax> operands, int at)
        : base(at)
    {
        Kind = kind;
        Operands = operands;
        Above(operands);
    }

    public OperationKind Kind { get; }

    public List<ExpressionSyntax> Operands { get; }
}

/// <summary>Operations. Those of one precedence that come in a row are one node for <c>or</c>, <c>and</c>, <c>+</c> and <c>~</c>.</summary>
internal enum OperationKind : byte
{
    Or,
    And,
    Not,
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
    Concat,
    Negate,
    Plus,
}

internal sealed class CompareSyntax : ExpressionSyntax
{
    public CompareSyntax(ExpressionSyntax first, List<(CompareOperator Operator, ExpressionSyntax Operand)> rest, int at)
        : base(at)
    {
        First = first;
        Rest = rest;
        Above(first);
        Above(rest.Select(part => part.Operand));
    }

    public ExpressionSyntax First { get; }

    public List<(CompareOperator Operator, ExpressionSyntax Operand)> Rest { get; }
}

internal sealed class ConditionalSyntax : ExpressionSyntax
{
    public ConditionalSyntax(ExpressionSyntax test, ExpressionSyntax then, ExpressionSyntax? otherwise, int at)
        : base(at)
    {
        Test = test;
        Then = then;
        Otherwise = otherwise;
        Above(test);
        Above(then);
        Above(otherwise);
    }

    public ExpressionSyntax Test { get; }

    public ExpressionSyntax Then { get; }

    public ExpressionSyntax? Otherwise { get; }
}
