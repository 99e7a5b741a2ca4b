namespace DatasetKit.Validation;

/// <summary>DK2002: see <see cref="Diagnostic"/>.</summary>
internal sealed class LiteralNull() : TextRule(Traits.MaybeNullWord)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK2002",
        "literal-null",
        Severity.Warning,
        "An instruction, an input or an answer is the word that a program prints for nothing: None, nan, null, N/A, <NA>, undefined.",
        "It comes from an empty cell more often than from a person; the model would learn to answer with the word.",
        "Leave the field empty or the record out; if the word is the answer, ignore this code.")
    {
        Example = """{"instruction": "Name a colour.", "output": "nan"}""",
    };

    protected override void Check(in PlacedText text, RuleContext check)
    {
        if (text.Part != TextPart.PlainText && NullWords.Is(check.Utf8(text.Text)))
        {
            check.Report(Diagnostic, text.Field, $"the whole text is \"{Excerpt.Of(text.Text)}\", which programs print for nothing; leave the field empty or the record out");
        }
    }
}
