namespace DatasetKit.Templates;

/// <summary>
/// Vicuna v0, as its training code had it (lm-sys/FastChat, tag v0.1.10, fastchat/train/train.py): a header that is trained, then a line for each turn, of
/// which the assistant's are trained as a whole, <c>### Assistant: </c> included, and the human's are not. No end of sequence.
/// </summary>
internal sealed class VicunaV0Template : RoundsTemplate
{
    private static readonly PromptLiteral Header = new(
        "A chat between a curious human and an artificial intelligence assistant. "
        + "The assistant gives helpful, detailed, and polite answers to the human's questions.\n\n");

    private static readonly PromptLiteral Human = new("### Human: ");
    private static readonly PromptLiteral Assistant = new("### Assistant: ");
    private static readonly PromptLiteral Newline = new("\n");
    private static readonly PromptLiteral TwoNewlines = new("\n\n");

    public override string Name => "vicuna-v0";

    public override string Description => "Vicuna v0: ### Human: … ### Assistant: …, header and assistant lines trained (lm-sys/FastChat v0.1.10, train.py)";

    public override IReadOnlyList<string> SpecialTokens { get; } = ["### Human:", "### Assistant:"];

    protected override void Begin(PromptWriter writer, Text system)
    {
        writer.BeginLoss();
        if (system.IsEmpty)
        {
            writer.Literal(Header);
        }
        else
        {
            writer.Content(system);
            writer.Literal(TwoNewlines);
        }

        writer.EndLoss();
    }

    protected override void Round(PromptWriter writer, Text question, Text input, Text answer)
    {
        writer.Literal(Human);
        writer.Question(question, input);
        writer.Literal(Newline);
        writer.BeginLoss();
        writer.Literal(Assistant);
        writer.Content(answer);
        writer.Literal(Newline);
        writer.EndLoss();
    }
}
