namespace DatasetKit.Templates;

/// <summary>A piece of a placeholder template.</summary>
internal abstract record PlaceholderPart;

/// <summary>Text of the template itself.</summary>
internal sealed record LiteralPart(PromptLiteral Literal) : PlaceholderPart;

/// <summary>A field of the example.</summary>
internal sealed record FieldPart(string Name) : PlaceholderPart;

/// <summary>Parts that are shown only when a field is not empty, or (inverted) only when it is.</summary>
internal sealed record BlockPart(string Name, bool Inverted, IReadOnlyList<PlaceholderPart> Parts) : PlaceholderPart;

/// <summary>What follows carries loss, or carries none.</summary>
internal sealed record LossPart(bool Begins) : PlaceholderPart;
