namespace DatasetKit.Templates;

/// <summary>UltraLM as it is trained. It is given no system prompt there; one that an example has is shown as its inference shows one, as a user's line.</summary>
internal sealed class UltraLmTemplate : RoundsTemplate
{
    private static readonly PromptLiteral Start = new("<s>");
    private static readonly PromptLiteral User = new("User: ");
    private static readonly PromptLiteral Assistant = new("</s>\nAssistant: ");
    private static readonly PromptLiteral End = new("</s>");
    private static readonly PromptLiteral EndOfLine = new("</s>\n");
    private static readonly PromptLiteral Newline = new("\n");

    public override string Name => "ultralm";

    public override string Description => "UltraLM: <s>User: …</s>, Assistant: …</s>, any number of turns (thunlp/UltraChat, train/ultrachat_dataset.py)";

    public override IReadOnlyList<string> SpecialTokens { get; } = ["<s>", "</s>"];

    protected override void Begin(PromptWriter writer, Text system)
    {
        writer.Literal(Start);
        if (!system.IsEmpty)
        {
            writer.Literal(User);
            writer.Content(system);
            writer.Literal(EndOfLine);
        }
    }

    protected override void Round(PromptWriter writer, Text question, Text input, Text answer)
    {
        writer.Literal(User);
        writer.Question(question, input);
        writer.Literal(Assistant);
        writer.BeginLoss();
        writer.Content(answer);
        writer.Literal(End);
        writer.EndLoss();
    }

    protected override void Between(PromptWriter writer) => writer.Literal(Newline);
}
