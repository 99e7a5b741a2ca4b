namespace DatasetKit.Validation;

/// <summary>DK1002: see <see cref="Diagnostic"/>.</summary>
internal sealed class EmptyText() : TextRule(Traits.Empty)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK1002",
        "empty-text",
        Severity.Error,
        "An instruction, an answer or a message's content is an empty text. An input may be empty, and so may the words of a turn that calls a tool or shows a picture.",
        "The model would learn to say nothing.",
        "Fill it in, or leave the record out.")
    {
        Example = """{"instruction": "Name a colour.", "input": "", "output": ""}""",
    };

    protected override void Check(in PlacedText text, RuleContext check) =>
        check.Report(Diagnostic, text.Field, "the text is empty; fill it in, or leave the record out");
}
