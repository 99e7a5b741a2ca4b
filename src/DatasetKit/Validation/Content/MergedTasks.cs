namespace DatasetKit.Validation;

/// <summary>DK2005: see <see cref="Diagnostic"/>.</summary>
internal sealed class MergedTasks() : TextRule(Traits.NumberedTask)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK2005",
        "merged-tasks",
        Severity.Warning,
        "An answer goes on with the next task of a generated list: '8. Instruction: …'.",
        "Generators of Self-Instruct data write many tasks in one reply; one that was not cut teaches the model to invent tasks. Source: gururise/AlpacaDataCleaned, README.",
        "Cut the answer before the numeral, or leave the record out.")
    {
        Example = """{"instruction": "Name a colour.", "output": "Red.\n\n8. Instruction: Name an animal.\n8. Input:\n<noinput>"}""",
    };

    protected override void Check(in PlacedText text, RuleContext check)
    {
        if (text.Part != TextPart.Output)
        {
            return;
        }

        var utf8 = check.Utf8(text.Text);
        for (var at = 0; ;)
        {
            var next = utf8[at..].IndexOf("Instruction:"u8);
            if (next < 0)
            {
                return;
            }

            at += next;
            // A digit, a full stop and one white-space character: what the published cleaning looks for.
            if (at >= 3 && utf8[at - 1] is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r' && utf8[at - 2] == '.' && char.IsAsciiDigit((char)utf8[at - 3]))
            {
                check.Report(Diagnostic, text.Field, $"the answer goes on with another task, \"{Excerpt.Of(utf8[(at - 3)..])}\"; cut it off, or leave the record out");
                return;
            }

            at++;
        }
    }
}
