namespace DatasetKit.Formats;

/// <summary>
/// The Flan Collection's chains of thought: <c>question</c>, <c>answer</c> and <c>chain_of_thought</c>, the three columns of a TSV file without a
/// header (google-research/FLAN:flan/v2/cot_data). The chain is what the assistant thinks before it answers, and is trained.
/// </summary>
internal sealed class ChainOfThoughtFormat : RecordFormat
{
    public override string Name => "cot";

    public override string Description => "question, answer, chain_of_thought, also as TSV without a header (Flan CoT)";

    public override IReadOnlyList<string> Columns { get; } = ["question", "answer", "chain_of_thought"];

    public override bool Matches(Record record) => record.Has("question", "answer", "chain_of_thought");

    public override Example? Read(Record record)
    {
        if (!record.Has("question") && !record.Has("answer"))
        {
            return record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"question\" and no field \"answer\"; name the format with --from, or map the fields with --map");
        }

        var (question, answer) = (record.TakeText("question"), record.TakeText("answer"));
        return CommonFields.Finish(record, record.Has("chain_of_thought")
            ? new Example
            {
                OwnMessages = [new Message(Role.User, question), new Message(Role.Assistant, answer) { Reasoning = record.TakeText("chain_of_thought") }],
                Source = record.Location,
            }
            : new Example { Instruction = question, Output = answer, Source = record.Location });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        // The thought has a field of its own here: what is left is an ordinary turn.
        Text thought = default;
        var plain = example;
        if (example.Kind == ExampleKind.Chat && example.Completions.Count == 0 && example.OwnMessages is [.., { Role: Role.Assistant, Reasoning: { IsAbsent: false } reasoning } last])
        {
            thought = reasoning;
            plain = new Example(example) { OwnMessages = [.. example.OwnMessages.SkipLast(1), new Message(last) { Reasoning = default }] };
        }

        if (TwoTexts.TryWriteQuestion(builder, plain, Name, "question"u8, out var turn))
        {
            builder.Property("answer"u8, turn.Output);
            builder.Property("chain_of_thought"u8, thought);
            if (turn.History.Count > 0 && !thought.IsAbsent)
            {
                builder.Reject("messages", $"{(turn.History.Count / 2) + 1} turns, and cot holds one; convert to openai");
                return;
            }

            TwoTexts.WriteRest(builder, example, turn);
        }
    }
}
