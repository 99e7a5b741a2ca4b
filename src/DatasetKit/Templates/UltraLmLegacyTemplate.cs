namespace DatasetKit.Templates;

/// <summary>UltraChat's first model (GPT-J): all turns with blank lines between, then the answer that is trained; earlier answers are not.</summary>
internal sealed class UltraLmLegacyTemplate : PromptTemplate
{
    private static readonly PromptLiteral User = new("User: ");
    private static readonly PromptLiteral Assistant = new("Assistant: ");
    private static readonly PromptLiteral BlankLine = new("\n\n");
    private static readonly PromptLiteral Answer = new("\nAssistant:");
    private static readonly PromptLiteral End = new("<|endoftext|>");

    public override string Name => "ultralm-legacy";

    public override string Description => "UltraChat on GPT-J: User: … and Assistant: … with blank lines, the last answer trained (thunlp/UltraChat, train/train_legacy)";

    public override IReadOnlyList<string> SpecialTokens { get; } = ["<|endoftext|>"];

    public override string? Render(PromptWriter writer, Example example)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(example);
        if (!example.TryAsTurns(out _, out var history, out var instruction, out var input, out var output, out var why))
        {
            return $"ultralm-legacy shows user and assistant in turn, but {why}";
        }

        foreach (var message in history)
        {
            writer.Literal(message.Role == Role.User ? User : Assistant);
            writer.Content(message.Content);
            writer.Literal(BlankLine);
        }

        writer.Literal(User);
        writer.Question(instruction, input);
        writer.Literal(Answer);
        writer.BeginLoss();
        writer.Content(output);
        writer.Literal(End);
        writer.EndLoss();
        return null;
    }

    protected internal override bool Shows(string field) => field is "input";
}
