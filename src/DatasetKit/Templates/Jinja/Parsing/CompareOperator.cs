namespace DatasetKit.Templates.Jinja;

/// <summary>A comparison.</summary>
internal enum CompareOperator : byte
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
}

/// <summary>An operation on two values.</summary>
internal enum BinaryOperator : byte
{
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Modulo,
    Power,
}
