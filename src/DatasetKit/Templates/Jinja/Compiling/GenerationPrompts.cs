namespace DatasetKit.Templates.Jinja;

/// <summary>
/// Finds the conditions that look different when a conversation ends here, so that a traced render can tell what each turn adds without
/// rendering it again: those that ask for the generation prompt, and those that ask whether a message is the last.
/// </summary>
internal static class GenerationPrompts
{
    public const string Variable = "add_generation_prompt";

    /// <summary>Whether a condition asks that the generation prompt is wanted.</summary>
    public static bool IsAsked(ExpressionSyntax test) => test switch
    {
        NameSyntax name => name.Name == Variable,
        OperationSyntax { Kind: OperationKind.And } operation => operation.Operands.Exists(IsAsked),
        CompareSyntax { First: NameSyntax { Name: Variable }, Rest: [(CompareOperator.Equal, ConstantSyntax { Value.IsTrue: true })] } => true,
        FilterSyntax { IsTest: true, Name: "true", Input: NameSyntax { Name: Variable } } => true,
        _ => false,
    };

    /// <summary>Whether a condition reads the messages, or calls a macro that may.</summary>
    public static bool ReadsMessages(ExpressionSyntax test) => test is NameSyntax { Name: "messages" } or CallSyntax { Callee: NameSyntax } || SymbolVisitor.Children(test).Any(ReadsMessages);

    /// <summary>Whether a condition may ask for the end of the conversation.</summary>
    public static bool LooksAhead(ExpressionSyntax test) => test switch
    {
        AttributeSyntax { Holder: NameSyntax { Name: "loop" }, Name: "last" or "nextitem" or "revindex" or "revindex0" or "length" } => true,
        FilterSyntax { IsTest: false, Name: "length" or "count" or "last", Input: NameSyntax } => true,
        ItemSyntax { Holder: NameSyntax, Key: OperationSyntax { Kind: OperationKind.Negate } } => true,
        _ => SymbolVisitor.Children(test).Any(LooksAhead),
    };
}
