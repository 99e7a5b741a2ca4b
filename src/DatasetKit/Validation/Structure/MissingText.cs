namespace DatasetKit.Validation;

/// <summary>DK1001: see <see cref="Diagnostic"/>.</summary>
internal sealed class MissingText() : TextRule(Traits.Missing)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK1001",
        "missing-text",
        Severity.Error,
        "An instruction, an answer or a message's content is not there.",
        "There is nothing to train, or nothing to answer.",
        "Add the field, or map the right one with --map.")
    {
        Example = """{"messages": [{"role": "user", "content": "Name a colour."}, {"role": "assistant"}]}""",
    };

    protected override void Check(in PlacedText text, RuleContext check) =>
        check.Report(Diagnostic, text.Field, "the text is missing; add it, or map the right field with --map");
}
