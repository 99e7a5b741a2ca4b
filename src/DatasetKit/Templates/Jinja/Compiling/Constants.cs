namespace DatasetKit.Templates.Jinja;

/// <summary>
/// What Python's compiler computes before it writes code. It shows in two places only: a constant is escaped as the place says where nobody knows yet whether the
/// render will, and a slice of a constant by what is no bound is undefined instead of an error.
/// </summary>
internal static class Constants
{
    /// <summary>Filters that need the variables of the render.</summary>
    private static readonly HashSet<string> s_ofContext = ["map", "select", "reject", "selectattr", "rejectattr", "random"];

    /// <summary>Whether an expression is computed when a template is compiled.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="escape">What is known of escaping: where that is nothing, neither filters nor tests are computed.</param>
    public static bool IsKnown(ExpressionSyntax expression, EscapeMode escape)
    {
        var isKind = expression switch
        {
            ConstantSyntax or SequenceSyntax or DictSyntax or OperationSyntax or CompareSyntax or ConditionalSyntax or AttributeSyntax or ItemSyntax or SliceSyntax => true,
            FilterSyntax filter => escape != EscapeMode.Runtime && (filter.IsTest || !s_ofContext.Contains(filter.Name)),
            _ => false,
        };
        return isKind && SymbolVisitor.Children(expression).All(child => IsKnown(child, escape));
    }

    /// <summary>Whether something in an expression is cut.</summary>
    public static bool HasSlice(ExpressionSyntax expression) => expression is ItemSyntax { Key: SliceSyntax } || SymbolVisitor.Children(expression).Any(HasSlice);

    /// <summary>Whether a constant counts as true; null where it is another expression.</summary>
    public static bool? Truth(ExpressionSyntax expression) => expression switch
    {
        ConstantSyntax { Value: var value } => value.IsBool ? value.IsTrue : value.IsNone ? false : value.IsInt ? value.Bits != 0 : value.IsText ? value.Text.Length > 0 : null,
        OperationSyntax { Kind: OperationKind.Not, Operands: [var operand] } => !Truth(operand),
        ConditionalSyntax { Otherwise: { } otherwise } choice => Truth(choice.Test) is { } test ? Truth(test ? choice.Then : otherwise) : null,
        _ => null,
    };
}
