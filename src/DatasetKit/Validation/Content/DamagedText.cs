namespace DatasetKit.Validation;

/// <summary>DK2006: see <see cref="Diagnostic"/>.</summary>
internal sealed class DamagedText() : TextRule(Traits.Damaged)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK2006",
        "damaged-text",
        Severity.Warning,
        "A text holds U+FFFD, which stands for bytes that somebody could not read, or letters such as Ã© and â€™ that come from reading UTF-8 in another encoding.",
        "Characters are lost or wrong, and the model would learn them.",
        "Read the source again in its own encoding (--encoding), or repair the text.")
    {
        Example = """{"instruction": "Translate coffee.", "output": "cafÃ©"}""",
    };

    protected override void Check(in PlacedText text, RuleContext check)
    {
        var utf8 = check.Utf8(text.Text);
        var at = utf8.IndexOf("\uFFFD"u8);
        var message = at >= 0
            ? "holds U+FFFD, the mark of bytes that could not be read; read the source again in its own encoding"
            : "holds letters that come from UTF-8 read in another encoding; read the source again as UTF-8";
        check.Report(Diagnostic, text.Field, at >= 0
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"character {Internals.Utf8Text.CountCodePoints(utf8[..at]) + 1}: the text {message}")
            : $"the text {message}");
    }
}
