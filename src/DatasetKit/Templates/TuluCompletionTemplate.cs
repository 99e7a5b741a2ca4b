namespace DatasetKit.Templates;

/// <summary>
/// Prompt and completion as open-instruct's trainer joins them: with a space between, unless one of them has white space there; loss on the completion, that space and the end
/// (allenai/open-instruct, open_instruct/finetune.py, encode_with_prompt_completion_format).
/// </summary>
internal sealed class TuluCompletionTemplate : PromptTemplate
{
    private static readonly PromptLiteral Space = new(" ");
    private static readonly PromptLiteral End = new("</s>");

    public override string Name => "tulu-completion";

    public override string Description => "Tülu of prompt and completion: a space between where neither has one, </s> (allenai/open-instruct, open_instruct/finetune.py, encode_with_prompt_completion_format)";

    public override IReadOnlyList<string> SpecialTokens { get; } = ["</s>"];

    public override string? Render(PromptWriter writer, Example example)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(example);
        if (!example.TryAsTurns(out _, out var history, out var instruction, out var input, out var output, out var why))
        {
            return $"{Name} shows one turn, but {why}";
        }

        if (history.Count > 0)
        {
            return $"{Name} shows one turn, but the example has {(history.Count / 2) + 1}; use tulu";
        }

        var prompt = input.IsEmpty ? instruction : instruction.HasValue ? Text.Join(instruction, "\n"u8, input) : input;
        writer.Content(prompt);
        writer.BeginLoss();
        if (!(prompt.ToString() is [.., ' ' or '\n' or '\t'] || output.ToString() is [' ' or '\n' or '\t', ..]))
        {
            writer.Literal(Space);
        }

        writer.Content(output);
        writer.Literal(End);
        writer.EndLoss();
        return null;
    }

    protected internal override bool Shows(string field) => field is "input";
}
