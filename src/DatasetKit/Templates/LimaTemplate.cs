namespace DatasetKit.Templates;

/// <summary>LIMA: nothing but the utterances, each followed by one token that ends a turn. No names, no system prompt.</summary>
/// <param name="endOfTurn">The token.</param>
/// <param name="trainsQuestions">Whether the user's utterances carry loss too.</param>
internal sealed class LimaTemplate(string endOfTurn, bool trainsQuestions) : PromptTemplate
{
    private readonly PromptLiteral _end = new(endOfTurn);

    public override string Name => "lima";

    public override string Description => $"LIMA: utterances, {endOfTurn} after each (arXiv 2305.11206, section 3)";

    public override IReadOnlyList<string> SpecialTokens { get; } = [endOfTurn];

    public override string? Render(PromptWriter writer, Example example)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(example);
        if (!example.TryAsTurns(out _, out var history, out var instruction, out var input, out var output, out var why))
        {
            return $"lima shows user and assistant in turn, but {why}";
        }

        for (var i = 0; i < history.Count; i += 2)
        {
            Round(writer, history[i].Content, default, history[i + 1].Content);
        }

        Round(writer, instruction, input, output);
        return null;
    }

    protected internal override bool Shows(string field) => field is "input";

    private void Round(PromptWriter writer, Text question, Text input, Text answer)
    {
        if (trainsQuestions)
        {
            writer.BeginLoss();
        }

        writer.Question(question, input);

        writer.Literal(_end);
        if (!trainsQuestions)
        {
            writer.BeginLoss();
        }

        writer.Content(answer);
        writer.Literal(_end);
        writer.EndLoss();
    }
}
