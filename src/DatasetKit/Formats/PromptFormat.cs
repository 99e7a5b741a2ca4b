namespace DatasetKit.Formats;

/// <summary>
/// Questions without answers: <c>prompt</c>, which InstructGPT's last stage and TRL's online trainers sample from (a text or a list of messages);
/// an <c>instruction</c> alone, as in Self-Instruct's <c>machine_generated_instructions.jsonl</c> and <c>is_clf_or_not</c> files
/// (yizhongw/self-instruct:self_instruct); or <c>question_id</c>, <c>text</c>, <c>category</c>, as in Vicuna's eighty questions
/// (Instruction-Tuning-with-GPT-4/GPT-4-LLM:plots/data).
/// </summary>
internal sealed class PromptFormat : RecordFormat
{
    private const string InstructionShape = "prompt:instruction";
    private const string QuestionShape = "prompt:question";

    // Any other field may be an answer: then the record is none of these.
    private static readonly string[] Beside =
    [
        "prompt", "id", "user_id", "labeler_id", "use_case", "source", "prompt_type", "dataset", "language", "system", "tools", "category", "datasetkit",
    ];

    private static readonly string[] BesideInstruction =
    [
        "instruction", "most_similar", "avg_similarity_score", "metadata", "request_idx", "is_classification", "raw_instances", "instance_metadata",
        "instruction_metadata", "id", "name", "datasetkit",
    ];

    private static readonly string[] BesideQuestion = ["question_id", "text", "category", "datasetkit"];
    private static readonly string[] Own = ["user_id", "labeler_id", "use_case", "source", "prompt_type", "dataset", "language"];
    private static readonly string[] OwnOfInstruction = BesideInstruction[1..^3];

    public override string Name => "prompt";

    public override string Description => "prompt alone; also instruction alone, or question_id and text (PPO prompts, machine-made instructions, questions)";

    public override ExamplePurpose Purpose => ExamplePurpose.Questions;

    public override bool Matches(Record record) => record.Has("prompt") ? HasOnly(record, Beside)
        : record.Has("question_id", "text") ? HasOnly(record, BesideQuestion)
        : record.Has("instruction") && HasOnly(record, BesideInstruction);

    public override Example? Read(Record record)
    {
        if (record.Has("question_id", "text"))
        {
            var isNumber = record.Peek("question_id").Kind == System.Text.Json.JsonValueKind.Number;
            var id = record.TakeId("question_id");
            var question = CommonFields.Finish(record, new Example { Instruction = record.TakeText("text"), Source = record.Location, Shape = QuestionShape });
            return question is null ? null : new Example(question) { Id = id, IdIsNumber = isNumber };
        }

        if (record.Has("prompt"))
        {
            return record.Peek("prompt").IsArray ? ReadList(record) : CommonFields.Finish(record, new Example
            {
                Instruction = record.TakeText("prompt"),
                System = record.TakeText("system"),
                Tools = CommonFields.TakeTools(record),
                Source = record.Location,
            });
        }

        return record.Has("instruction")
            ? CommonFields.Finish(record, new Example { Instruction = record.TakeText("instruction"), Source = record.Location, Shape = InstructionShape })
            : record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"prompt\"; name the format with --from, or map the fields with --map");
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        if (example is { Kind: ExampleKind.Chat, Completions.Count: 0 } && example.OwnMessages is not [.., { Role: Role.Assistant }])
        {
            CommonFields.RejectMedia(builder, example, Name);
            PromptField.WriteList(builder, "prompt"u8, example);
            builder.Property("tools"u8, example.Tools);
            builder.ExtraId(example);
            builder.Extra("category", example.Category);
            builder.Fields(example.Metadata, Own);
            return;
        }

        if (!SingleTurn.TryTake(builder, example, Name, out var turn))
        {
            return;
        }

        if (!turn.Output.IsAbsent || (turn.Instruction.IsAbsent && turn.Input.IsEmpty))
        {
            builder.Reject("output", turn.Output.IsAbsent ? "the example has no question" : "the example has an answer, and prompt holds questions only");
            return;
        }

        var isQuestion = Shape.Is(example, QuestionShape);
        var isInstruction = Shape.Is(example, InstructionShape);
        if (isQuestion)
        {
            builder.Id("question_id"u8, example);
        }

        PromptField.WriteText(builder, isQuestion ? "text"u8 : isInstruction ? "instruction"u8 : "prompt"u8, example, turn);
        turn.KeepHistory(builder);
        if (isQuestion || isInstruction)
        {
            CommonFields.ExtraSystem(builder, turn.System);
            builder.Extra("tools", example.Tools);
        }
        else
        {
            builder.Property("system"u8, turn.System);
            builder.Property("tools"u8, example.Tools);
        }

        WriteRest(builder, example, isQuestion, isInstruction);
    }

    private static void WriteRest(RecordBuilder builder, Example example, bool isQuestion, bool isInstruction)
    {
        if (!isQuestion)
        {
            builder.ExtraId(example);
            builder.Extra("category", example.Category);
            builder.Fields(example.Metadata, isInstruction ? OwnOfInstruction : Own);
        }
        else
        {
            builder.Property("category"u8, example.Category);
            builder.Extra(example.Metadata);
        }
    }

    private static Example? ReadList(Record record) =>
        OpenAIMessages.ReadList(record, record.Take("prompt"), "/prompt") is { } messages
            ? CommonFields.Finish(record, new Example { OwnMessages = messages, Tools = CommonFields.TakeTools(record), Source = record.Location })
            : null;

    private static bool HasOnly(Record record, string[] names)
    {
        foreach (var (name, _) in record.Value.Members)
        {
            if (!name.IsOneOf(names))
            {
                return false;
            }
        }

        return true;
    }
}
