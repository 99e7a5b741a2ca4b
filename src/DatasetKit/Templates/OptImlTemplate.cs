namespace DatasetKit.Templates;

/// <summary>OPT-IML: the source without the spaces at its end, one space, the target without whitespace at its end, and the end of the document.</summary>
internal sealed class OptImlTemplate : PromptTemplate
{
    private static readonly PromptLiteral Space = new(" ");
    private static readonly PromptLiteral End = new("</s>");

    public override string Name => "opt-iml";

    public override string Description => "OPT-IML: source, a space, target, </s> (facebookresearch/metaseq, metaseq/tasks/streaming_finetune_language_modeling.py)";

    public override IReadOnlyList<string> SpecialTokens { get; } = ["</s>"];

    public override string? Render(PromptWriter writer, Example example)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(example);
        if (!example.TryAsTurns(out _, out var history, out var instruction, out var input, out var output, out var why))
        {
            return $"opt-iml shows one turn, but {why}";
        }

        if (history.Count > 0)
        {
            return $"opt-iml shows one turn, but the example has {(history.Count / 2) + 1}; use a template for conversations such as vicuna";
        }

        writer.Content(TextEnds.StripSpacesAtEnd(input.IsEmpty ? instruction : Text.Join(instruction, "\n"u8, input)));
        writer.Literal(Space);
        writer.BeginLoss();
        writer.Content(TextEnds.StripEnd(output));
        writer.Literal(End);
        writer.EndLoss();
        return null;
    }

    protected internal override bool Shows(string field) => field is "input";
}
