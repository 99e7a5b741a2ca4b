namespace DatasetKit.Templates;

/// <summary>A question and its answer with no more between them than the system's own join: for systems that have no roles and no headings.</summary>
/// <param name="name">The template's name.</param>
/// <param name="description">One line for lists.</param>
/// <param name="afterQuestion">What follows the question and is not trained.</param>
/// <param name="beforeAnswer">What the trained part begins with.</param>
/// <param name="end">What the trained part ends with.</param>
internal sealed class JoinedTemplate(string name, string description, string afterQuestion, string beforeAnswer, string end) : PromptTemplate
{
    private readonly PromptLiteral _afterQuestion = new(afterQuestion);
    private readonly PromptLiteral _beforeAnswer = new(beforeAnswer);
    private readonly PromptLiteral _end = new(end);
    private readonly PromptLiteral _newline = new("\n");

    public override string Name => name;

    public override string Description => description;

    public override IReadOnlyList<string> SpecialTokens { get; } = [end];

    /// <summary>InstructGPT: the raw prompt, the demonstration, the end of text (arXiv 2203.02155, appendix C; no template was published, because there is none).</summary>
    public static PromptTemplate InstructGpt() => new JoinedTemplate("instructgpt", "InstructGPT: prompt, demonstration, <|endoftext|>, nothing between (arXiv 2203.02155)", "", "", "<|endoftext|>");

    /// <summary>
    /// BLOOMZ: the inputs, then the targets after a space of their own, then the end of the document, so that only the targets' tokens begin with a space
    /// (bigscience-workshop/Megatron-DeepSpeed, branch t0loading: --prepend-space for targets, --append-eod, finetune_t0.py).
    /// </summary>
    public static PromptTemplate Xp3() => new JoinedTemplate("xp3", "BLOOMZ, xP3: inputs, space and targets, </s> (bigscience-workshop/Megatron-DeepSpeed, finetune_t0.py)", "", " ", "</s>");

    /// <summary>
    /// Flan-T5: inputs and targets, each with its own end of sequence, for an encoder and a decoder; loss on the targets
    /// (google-research/FLAN, flan/v2/preprocessors.py, FLAN_TOKENIZE: append_eos_after_trim).
    /// </summary>
    public static PromptTemplate Flan() => new JoinedTemplate("flan", "Flan-T5: inputs</s> for the encoder, targets</s> for the decoder (google-research/FLAN, flan/v2/preprocessors.py)", "</s>", "", "</s>");

    public override string? Render(PromptWriter writer, Example example)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(example);
        if (!example.TryAsTurns(out _, out var history, out var instruction, out var input, out var output, out var why))
        {
            return $"{name} shows one turn, but {why}";
        }

        if (history.Count > 0)
        {
            return $"{name} shows one turn, but the example has {(history.Count / 2) + 1}; use a template for conversations such as vicuna";
        }

        writer.Content(instruction);
        if (!input.IsEmpty)
        {
            if (instruction.HasValue)
            {
                writer.Literal(_newline);
            }

            writer.Content(input);
        }

        writer.Literal(_afterQuestion);
        writer.BeginLoss();
        writer.Literal(_beforeAnswer);
        writer.Content(output);
        writer.Literal(_end);
        writer.EndLoss();
        return null;
    }

    protected internal override bool Shows(string field) => field is "input";
}
