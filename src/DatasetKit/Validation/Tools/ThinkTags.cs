namespace DatasetKit.Validation;

/// <summary>DK6003: see <see cref="Diagnostic"/>.</summary>
internal sealed class ThinkTags() : TextRule(Traits.ThinkTag)
{
    private const string Advice = "write <think>…</think> once, before the answer";

    public override Diagnostic Diagnostic { get; } = new(
        "DK6003",
        "think-tags",
        Severity.Error,
        "An answer's <think> is never closed, stands inside another, or its </think> was never opened. Tags in backquotes are text.",
        "The model would learn to think without end, or to answer inside its thoughts.",
        "Close or remove the tag.")
    {
        Example = """{"instruction": "Name a colour.", "output": "<think>Any will do. Red."}""",
    };

    protected override void Check(in PlacedText text, RuleContext check)
    {
        if (text.Part == TextPart.Output && Fault(check.Utf8(text.Text)) is { } fault)
        {
            check.Report(Diagnostic, text.Field, fault);
        }
    }

    private static string? Fault(ReadOnlySpan<byte> utf8)
    {
        var inside = false;
        for (var at = 0; ; at++)
        {
            var next = utf8[at..].IndexOf((byte)'<');
            if (next < 0)
            {
                return inside ? $"a <think> is never closed; {Advice}" : null;
            }

            at += next;
            if (at > 0 && utf8[at - 1] == '`')
            {
                continue;
            }

            if (utf8[at..].StartsWith("<think>"u8))
            {
                if (inside)
                {
                    return $"a <think> stands inside another; {Advice}";
                }

                inside = true;
            }
            else if (utf8[at..].StartsWith("</think>"u8))
            {
                if (!inside)
                {
                    return $"a </think> stands where no <think> is open; {Advice}";
                }

                inside = false;
            }
        }
    }
}
