namespace DatasetKit.Templates;

/// <summary>LIMA: nothing but the utterances, each followed by one token that ends a turn. No names, no system prompt.</summary>
/// <param name="endOfTurn">The token.</param>
/// <param name="trainsQuestions">Whether the user's utterances carry loss too.</param>
internal sealed class LimaTemplate(string endOfTurn, bool trainsQuestions) : RoundsTemplate
{
    private readonly PromptLiteral _end = new(endOfTurn);

    public override string Name => "lima";

    public override string Description => $"LIMA: utterances, {endOfTurn} after each (arXiv 2305.11206, section 3)";

    public override IReadOnlyList<string> SpecialTokens { get; } = [endOfTurn];

    protected internal override bool Shows(string field) => field is "input";

    protected override void Round(PromptWriter writer, Text question, Text input, Text answer)
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
