namespace DatasetKit.Validation;

/// <summary>DK1001: see <see cref="Diagnostic"/>.</summary>
internal sealed class MissingText() : TextRule(Traits.Missing)
{
    public override Diagnostic Diagnostic => StructureDiagnostics.MissingText;

    protected override void Check(in PlacedText text, RuleContext check) =>
        check.Report(Diagnostic, text.Field, "the text is missing; add it, or map the right field with --map");
}
