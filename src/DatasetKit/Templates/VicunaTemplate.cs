namespace DatasetKit.Templates;

/// <summary>Vicuna v1.1: one line, <c>USER: q ASSISTANT: a&lt;/s&gt;</c> for each round, the space after <c>ASSISTANT:</c> masked.</summary>
internal sealed class VicunaTemplate : RoundsTemplate
{
    private static readonly PromptLiteral DefaultSystem = new(
        "A chat between a curious user and an artificial intelligence assistant. "
        + "The assistant gives helpful, detailed, and polite answers to the user's questions.");

    private static readonly PromptLiteral Space = new(" ");
    private static readonly PromptLiteral User = new("USER: ");
    private static readonly PromptLiteral Assistant = new(" ASSISTANT: ");
    private static readonly PromptLiteral End = new("</s>");

    public override string Name => "vicuna";

    public override string Description => "Vicuna v1.1: USER: … ASSISTANT: …</s>, any number of turns (lm-sys/FastChat, fastchat/conversation.py)";

    public override IReadOnlyList<string> SpecialTokens { get; } = ["</s>", " ASSISTANT: "];

    protected override void Begin(PromptWriter writer, Text system)
    {
        if (system.IsEmpty)
        {
            writer.Literal(DefaultSystem);
        }
        else
        {
            writer.Content(system);
        }

        writer.Literal(Space);
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
}
