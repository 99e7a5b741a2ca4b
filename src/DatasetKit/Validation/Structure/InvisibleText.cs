namespace DatasetKit.Validation;

/// <summary>DK1005: see <see cref="Diagnostic"/>.</summary>
internal sealed class InvisibleText() : TextRule(Traits.Invisible)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK1005",
        "invisible-text",
        Severity.Error,
        "An instruction, an answer or a message's content has only characters that show nothing: of zero width, control characters, fillers.",
        "It looks empty and is not; the model would learn to answer with it.",
        "Fill it in, or leave the record out.")
    {
        Example = """{"instruction": "Name a colour.", "output": "\u200b"}""",
    };

    protected override void Check(in PlacedText text, RuleContext check) =>
        check.Report(Diagnostic, text.Field, "the text has only characters that show nothing; fill it in, or leave the record out");
}
