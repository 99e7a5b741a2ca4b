namespace DatasetKit;

/// <summary>
/// Turns an example into the text a model is trained on, and says which part of it carries loss. Instances are stateless
/// and may be shared between threads.
/// </summary>
public abstract partial class PromptTemplate
{
    /// <summary>The name on the command line, lower case: <c>vicuna</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One line for lists: the system and its source.</summary>
    public virtual string Description => Name;

    /// <summary>Texts that mean something to this template; content that holds one is refused (rule DK2003).</summary>
    public virtual IReadOnlyList<string> SpecialTokens => [];

    /// <summary>Whether the template shows a field when the example has it: what it does not show is lost when text is written.</summary>
    /// <param name="field"><c>system</c>, <c>input</c>, <c>category</c>, <c>id</c>, <c>tools</c>, <c>tool_calls</c>, <c>reasoning_content</c>, or the name of a metadata field.</param>
    /// <returns>False when the field is lost.</returns>
    protected internal virtual bool Shows(string field) => field is "system" or "input";

    /// <summary>What it is when the template cannot show an example.</summary>
    internal virtual Diagnostic Failure => StructureDiagnostics.CannotHold;

    /// <summary>The template as it is written; null when it is code.</summary>
    internal virtual string? Written => null;

    /// <summary>Writes the text of an example.</summary>
    /// <param name="writer">Receives the pieces in order.</param>
    /// <param name="example">The example.</param>
    /// <returns>Null, or why this template cannot show this example.</returns>
    public abstract string? Render(PromptWriter writer, Example example);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
