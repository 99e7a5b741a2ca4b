namespace DatasetKit.Templates;

/// <summary>UltraLM as it is trained. It is given no system prompt there; one that an example has is shown as its inference shows one, as a user's line.</summary>
internal sealed class UltraLmTemplate : PromptTemplate
{
    private static readonly PromptLiteral Begin = new("<s>");
    private static readonly PromptLiteral User = new("User: ");
    private static readonly PromptLiteral Assistant = new("</s>\nAssistant: ");
    private static readonly PromptLiteral End = new("</s>");
    private static readonly PromptLiteral EndOfLine = new("</s>\n");
    private static readonly PromptLiteral Newline = new("\n");

    public override string Name => "ultralm";

    public override string Description => "UltraLM: <s>User: …</s>, Assistant: …</s>, any number of turns (thunlp/UltraChat, train/ultrachat_dataset.py)";

    public override IReadOnlyList<string> SpecialTokens { get; } = ["<s>", "</s>"];

    public override string? Render(PromptWriter writer, Example example)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(example);
        if (!example.TryAsTurns(out var system, out var history, out var instruction, out var input, out var output, out var why))
        {
            return $"ultralm shows user and assistant in turn, but {why}";
        }

        writer.Literal(Begin);
        if (!system.IsEmpty)
        {
            writer.Literal(User);
            writer.Content(system);
            writer.Literal(EndOfLine);
        }

        for (var i = 0; i < history.Count; i += 2)
        {
            Round(writer, history[i].Content, default, history[i + 1].Content);
            writer.Literal(Newline);
        }

        Round(writer, instruction, input, output);
        return null;
    }

    private static void Round(PromptWriter writer, Text question, Text input, Text answer)
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
