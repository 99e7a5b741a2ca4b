namespace DatasetKit.Formats;

/// <summary>
/// Super-NaturalInstructions (NIv2): one file is one task, with <c>Definition</c>, <c>Positive Examples</c> and <c>Instances</c> of <c>id</c>,
/// <c>input</c> and a list <c>output</c>, of which the first counts; also the exemplars <c>task</c> and <c>sample</c> that Flan and open-instruct read
/// (allenai/natural-instructions; google-research/FLAN:flan/v2/tasks.py). Each instance is an example.
/// </summary>
internal sealed class NaturalInstructionsFormat : JoiningFormat
{
    private const string Definition = "Definition";

    /// <summary>The member of an instance's other fields that holds all its answers where there are several.</summary>
    private const string Answers = "outputs";

    private static readonly string[] TaskFields =
    [
        "task", "Contributors", "Source", "URL", "Categories", "Reasoning", "Input_language", "Output_language", "Instruction_language", "Domains",
        "Positive Examples", "Negative Examples", "Instance License",
    ];

    public override string Name => "natural-instructions";

    public override string Description => "Definition, Positive Examples, Instances; one task a record (Super-NaturalInstructions, NIv2)";

    public override bool Matches(Record record) => (record.Has(Definition, "Instances") && record.Peek("Instances").IsArray) || (record.Has("task", "sample") && record.Peek("sample").IsArray);

    public override IEnumerable<Example?> ReadMany(Record record)
    {
        var isSample = !record.Has("Instances") && record.Has("sample");
        var isText = record.Peek(Definition).IsString;
        var definition = isSample && !record.Has(Definition) ? default
            : isText ? record.TakeText(Definition)
            : FirstOfList.Read(record, Definition);
        var shape = (isSample ? "s" : string.Empty) + (isText ? "d" : string.Empty);
        var task = new Example { Instruction = definition, Source = record.Location, Shape = shape.Length == 0 ? null : "natural-instructions:" + shape };
        return TaskParts.ReadInstances(record, isSample ? "sample" : "Instances", task, mayBeEmpty: false, ReadInstance);
    }

    public override void Open(RecordBuilder builder, Example example)
    {
        if (!SingleTurn.TryTake(builder, example, Name, out var turn))
        {
            return;
        }

        var isSample = Has(example, 's');
        if (!isSample || !turn.Instruction.IsAbsent)
        {
            if (Has(example, 'd') || !turn.Instruction.HasValue)
            {
                builder.Property("Definition"u8, turn.Instruction);
            }
            else
            {
                FirstOfList.Write(builder, "Definition"u8, example.Metadata[Definition], turn.Instruction);
            }
        }

        TaskParts.WriteTask(builder, example, TaskFields, Definition);
        builder.Extra("category", example.Category);
        CommonFields.ExtraSystem(builder, turn.System);
        builder.Extra("tools", example.Tools);
        turn.KeepHistory(builder);
        builder.Name(isSample ? "sample"u8 : "Instances"u8);
        builder.StartArray();
        WriteInstance(builder, example, turn.Input, turn.Output);
        if (!turn.Instruction.HasValue && !(isSample && turn.Instruction.IsAbsent))
        {
            builder.Reject("Definition", "the example has no instruction, which is the task's definition");
        }
    }

    public override void Next(RecordBuilder builder, Example previous, Example example) => WriteInstance(builder, example, example.Input, example.Output);

    public override void Close(RecordBuilder builder, Example last) => builder.EndArray();

    public override bool Joins(Example previous, Example next) =>
        base.Joins(previous, next) && TaskParts.IsPlain(previous) && TaskParts.IsPlain(next)
        && previous.Instruction == next.Instruction && previous.Category == next.Category && TaskParts.AreSame(previous, next);

    // Letters after the colon: s for a sample without a definition, d for a definition that is a text, t for an answer that is one.
    private static bool Has(Example example, char letter) =>
        example.Shape is { } shape && Shape.IsOf(shape, "natural-instructions") && shape.LastIndexOf(letter) > "natural-instructions".Length;

    private static Example? ReadInstance(Record record, Example task, JsonValue instance, string pointer)
    {
        if (!TaskParts.TryText(record, instance, "input", pointer, out var input))
        {
            return null;
        }

        var answers = instance["output"];
        var (count, isText) = (1, answers.IsText());
        var output = isText ? answers.Text : FirstOfList.Read(record, answers, pointer + "/output", out count);
        var id = instance["id"];
        var hasId = id.Kind is System.Text.Json.JsonValueKind.String or System.Text.Json.JsonValueKind.Number;
        var rest = CommonFields.RestOf(instance, "input", "output", hasId ? "id" : "input");
        if (count > 1)
        {
            rest = new Metadata([.. rest, new(Answers, answers)]);
        }

        return record.Rejection is not null ? null : new Example(task)
        {
            Input = input,
            Output = output,
            Id = hasId ? id.Text : task.Id,
            IdIsNumber = hasId && id.Kind == System.Text.Json.JsonValueKind.Number,
            Metadata = TaskParts.With(task.Metadata, rest),
            Shape = answers.IsString ? (task.Shape ?? "natural-instructions:") + "t" : task.Shape,
        };
    }

    private static void WriteInstance(RecordBuilder builder, Example example, Text input, Text output)
    {
        var several = example.Metadata.Count == 0 ? default : example.Metadata[TaskParts.Instance][Answers];
        builder.StartObject();
        builder.Id("id"u8, example);
        builder.Property("input"u8, input.HasValue ? input : Text.Empty);
        if (Has(example, 't') || !output.HasValue)
        {
            builder.Property("output"u8, output);
        }
        else
        {
            FirstOfList.Write(builder, "output"u8, several, output);
        }

        TaskParts.Write(builder, several.IsArray ? example.WithMetadata(Without(example.Metadata)) : example, "id", "input", "output");
        builder.EndObject();
    }

    private static Metadata Without(Metadata metadata) =>
        TaskParts.With(Metadata.None, CommonFields.RestOf(metadata[TaskParts.Instance], Answers));
}
