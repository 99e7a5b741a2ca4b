namespace DatasetKit.Validation;

/// <summary>DK2004: see <see cref="Diagnostic"/>.</summary>
internal sealed class PromptMarker() : TextRule(Traits.PromptWord)
{
    private static ReadOnlySpan<byte> Marks => "### "u8;

    public override Diagnostic Diagnostic { get; } = new(
        "DK2004",
        "prompt-marker",
        Severity.Warning,
        "A text holds a marker that prompts are built of: ### Response:, ### Instruction:, a line Human: or Assistant: behind an empty line, USER: … ASSISTANT:.",
        "The data can forge a turn: the model reads an answer where there is none, and a trainer that looks for the marker masks the wrong part.",
        "Remove or reword it; often a whole prompt was pasted into a field.")
    {
        Example = """{"instruction": "Sum it up.", "input": "It rains. ### Response: Fine.", "output": "Rain."}""",
    };

    protected override void Check(in PlacedText text, RuleContext check)
    {
        if (text.Part == TextPart.PlainText)
        {
            return;
        }

        var utf8 = check.Utf8(text.Text);
        for (var at = 0; at < utf8.Length; at++)
        {
            var colon = utf8[at..].IndexOf((byte)':');
            if (colon < 0)
            {
                return;
            }

            at += colon;
            var length = LengthOfMarker(utf8[..at]);
            if (length > 0)
            {
                check.Report(Diagnostic, text.Field, $"\"{Excerpt.Of(utf8[(at - length)..(at + 1)])}\" is a marker that prompts are built of; remove or reword it");
                return;
            }
        }
    }

    /// <summary>How many bytes before a colon make up a marker; 0 when none do.</summary>
    private static int LengthOfMarker(ReadOnlySpan<byte> before)
    {
        ReadOnlySpan<byte> word = before.EndsWith("Response"u8) ? "Response"u8
            : before.EndsWith("Instruction"u8) ? "Instruction"u8
            : before.EndsWith("Input"u8) ? "Input"u8
            : before.EndsWith("Human"u8) ? "Human"u8
            : before.EndsWith("Assistant"u8) ? "Assistant"u8
            : before.EndsWith("ASSISTANT"u8) ? "ASSISTANT"u8
            : default;
        if (word.IsEmpty)
        {
            return 0;
        }

        var rest = before[..^word.Length];
        if (rest.EndsWith(Marks))
        {
            return word.Length + Marks.Length;
        }

        return word[0] switch
        {
            (byte)'H' when rest.EndsWith("\n\n"u8) => word.Length + 2,
            (byte)'A' when word[1] == 's' && rest.EndsWith("\n\n"u8) => word.Length + 2,
            (byte)'A' when word[1] == 'S' && rest.IndexOf("USER: "u8) >= 0 => word.Length,
            _ => 0,
        };
    }
}
