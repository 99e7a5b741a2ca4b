namespace DatasetKit.Templates;

/// <summary>
/// Tülu 1 and 2 as their trainer shows a conversation: every content stripped, a newline after each message and none after the last. The chat template
/// <c>tulu</c>, which came later, strips nothing.
/// </summary>
internal sealed class TuluTemplate : PromptTemplate
{
    private static readonly PromptLiteral System = new("<|system|>\n");
    private static readonly PromptLiteral User = new("<|user|>\n");
    private static readonly PromptLiteral Assistant = new("<|assistant|>\n");
    private static readonly PromptLiteral End = new("</s>");
    private static readonly PromptLiteral Newline = new("\n");

    public override string Name => "tulu";

    public override string Description => "Tülu 1 and 2: <|user|> … <|assistant|> …</s>, contents stripped (allenai/open-instruct, open_instruct/finetune.py, encode_with_messages_format)";

    public override IReadOnlyList<string> SpecialTokens { get; } = ["<|system|>", "<|user|>", "<|assistant|>", "</s>"];

    public override string? Render(PromptWriter writer, Example example)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(example);
        if (example.Kind == ExampleKind.PlainText)
        {
            return "a plain text is no conversation, and tulu shows only those";
        }

        var messages = example.Messages;
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i];
            if (message.Role == Role.Tool || message.ToolCalls.Count > 0)
            {
                return $"tulu shows system, user and assistant, but message {i + 1} {(message.Role == Role.Tool ? "is of the role tool" : "calls a tool")}";
            }

            Show(writer, message, isLast: i == messages.Count - 1);
        }

        return null;
    }

    private static void Show(PromptWriter writer, Message message, bool isLast)
    {
        writer.Literal(message.Role switch { Role.System => System, Role.User => User, _ => Assistant });
        if (message.Role == Role.Assistant)
        {
            writer.BeginLoss();
        }

        writer.Content(TextEnds.Strip(message.Content));
        if (message.Role == Role.Assistant)
        {
            writer.Literal(End);
        }

        if (!isLast)
        {
            writer.Literal(Newline);
        }

        if (message.Role == Role.Assistant)
        {
            writer.EndLoss();
        }
    }
}
