namespace DatasetKit.Validation;

/// <summary>DK1003: see <see cref="Diagnostic"/>.</summary>
internal sealed class BlankText() : TextRule(Traits.Blank)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK1003",
        "blank-text",
        Severity.Error,
        "An instruction, an answer or a message's content is nothing but white space.",
        "The model would learn to answer with white space.",
        "Fill it in, or leave the record out.")
    {
        Example = """{"instruction": "Name a colour.", "output": " \n"}""",
    };

    protected override void Check(in PlacedText text, RuleContext check) =>
        check.Report(Diagnostic, text.Field, "the text is nothing but white space; fill it in, or leave the record out");
}
