namespace DatasetKit.Validation;

/// <summary>DK2001: see <see cref="Diagnostic"/>.</summary>
internal sealed class NoInputSpelling() : TextRule(Traits.MaybeNoInput)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK2001",
        "no-input-spelling",
        Severity.Warning,
        "The input is a spelling of 'no input' instead of being empty: <noinput>, No input, [noinput], No input required.",
        "The model would see the words as if they were data. Source: gururise/AlpacaDataCleaned, README.",
        "Leave the input empty.")
    {
        Example = """{"instruction": "Name a colour.", "input": "<noinput>", "output": "Red."}""",
    };

    protected override void Check(in PlacedText text, RuleContext check)
    {
        if (NoInputWords.Is(check.Utf8(text.Text)))
        {
            check.Report(Diagnostic, text.Field, $"\"{Excerpt.Of(text.Text)}\" says that there is no input; leave it empty");
        }
    }
}
