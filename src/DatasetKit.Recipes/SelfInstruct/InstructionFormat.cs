namespace DatasetKit.Recipes.SelfInstruct;

/// <summary>
/// Instructions by themselves: <c>machine_generated_instructions.jsonl</c> with what each is most like, and the files of <c>is_classification</c>
/// (yizhongw/self-instruct:self_instruct). The format <c>prompt</c> reads them.
/// </summary>
internal sealed class InstructionFormat : RecordFormat
{
    /// <summary>Where the ten most similar instructions are noted.</summary>
    public const string Similar = "most_similar";

    private static readonly RecordFormat s_prompt = Find("prompt")!;

    public override string Name => "instructions";

    public override ExamplePurpose Purpose => ExamplePurpose.Questions;

    public override bool Matches(Record record) => s_prompt.Matches(record);

    public override Example? Read(Record record) => s_prompt.Read(record);

    public override void Write(RecordBuilder builder, Example example)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(example);
        builder.Property("instruction"u8, example.Instruction);
        builder.Fields(example.Metadata, Similar, NewInstructions.Average, "metadata", "request_idx", ClassificationReply.Field);
    }
}
