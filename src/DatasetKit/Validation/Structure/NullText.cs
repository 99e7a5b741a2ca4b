namespace DatasetKit.Validation;

/// <summary>DK1004: see <see cref="Diagnostic"/>.</summary>
internal sealed class NullText() : TextRule(Traits.Null)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK1004",
        "null-text",
        Severity.Error,
        "An instruction, an answer or a message's content is null.",
        "There is nothing to train; some trainers would print the word None.",
        "Fill it in, or leave the record out.")
    {
        Example = """{"instruction": "Name a colour.", "output": null}""",
    };

    protected override void Check(in PlacedText text, RuleContext check) =>
        check.Report(Diagnostic, text.Field, "the text is null; fill it in, or leave the record out");
}
