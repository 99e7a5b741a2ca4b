using DatasetKit.Internals;

namespace DatasetKit.Validation;

/// <summary>DK2003: see <see cref="Diagnostic"/>.</summary>
internal sealed class SpecialTokenInContent() : TextRule(Traits.SpecialToken)
{
    public static readonly Diagnostic Fault = new(
        "DK2003",
        "special-token-in-content",
        Severity.Warning,
        "A text holds the spelling of a special token, such as <|im_end|>, </s> or [INST]. An error when the chosen template uses the token; plain texts may hold them.",
        "A tokenizer turns it into the token itself: the turn ends in the middle, or somebody else's begins.",
        "Remove it, or break it: --escape-special writes < /s>. If the text must name the token, tokenize it with special tokens off and ignore this code.")
    {
        Example = """{"instruction": "Name a colour.", "output": "Red.<|im_end|>"}""",
    };

    public override Diagnostic Diagnostic => Fault;

    protected override void Check(in PlacedText text, RuleContext check)
    {
        if (text.Part == TextPart.PlainText)
        {
            return;
        }

        var utf8 = check.Utf8(text.Text);
        foreach (var token in check.Template?.SpecialTokens ?? [])
        {
            if (utf8.IndexOf(System.Text.Encoding.UTF8.GetBytes(token)) is >= 0 and var at)
            {
                check.Report(Diagnostic, text.Field, Message(token, utf8, at) + $" has a meaning in the template {check.Template!.Name}; remove or break it (--escape-special)", Severity.Error);
                return;
            }
        }

        if (SpecialTokens.IndexOf(utf8, out var length) is >= 0 and var start)
        {
            check.Report(Diagnostic, text.Field, Message(Utf8Text.Show(utf8.Slice(start, length)), utf8, start) + " is a special token of well-known models; remove or break it (--escape-special)");
        }
    }

    private static string Message(string token, ReadOnlySpan<byte> utf8, int at) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{Excerpt.Of((Text)token)}\" at character {Internals.Utf8Text.CountCodePoints(utf8[..at]) + 1}");
}
