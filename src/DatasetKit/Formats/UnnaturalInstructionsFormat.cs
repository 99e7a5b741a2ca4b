namespace DatasetKit.Formats;

/// <summary>
/// Unnatural Instructions: <c>instruction</c> and <c>instances</c> of <c>instruction_with_input</c>, <c>input</c>, <c>constraints</c>, <c>output</c>; the full
/// data also <c>reformulations</c> (orhonovich/unnatural-instructions:README.md). Constraints that say something are part of the instruction, on a line of
/// their own, as open-instruct has it (scripts/data/sft_v1_v2/reformat_datasets.py); <c>None</c> and <c>none.</c> say nothing.
/// </summary>
internal sealed class UnnaturalInstructionsFormat : JoiningFormat
{
    /// <summary>The member of an instance's other fields that holds the instruction of which the example's own is another wording.</summary>
    private const string Reworded = "reformulation_of";

    private const string WithInput = "instruction_with_input";

    private const string ReformulationShape = "unnatural-instructions:reformulation";

    public override string Name => "unnatural-instructions";

    public override string Description => "instruction with instances of input, constraints, output; also reformulations (Unnatural Instructions)";

    public override bool Matches(Record record)
    {
        if (!record.Has("instruction", "instances"))
        {
            return false;
        }

        foreach (var first in record.Peek("instances").Items)
        {
            return !first[WithInput].IsAbsent;
        }

        return record.Peek("reformulations").IsArray;
    }

    public override IEnumerable<Example?> ReadMany(Record record)
    {
        var instruction = record.TakeText("instruction");
        var reformulations = record.Take("reformulations");
        var task = new Example { Instruction = instruction, Source = record.Location };
        var whole = task;
        foreach (var example in TaskParts.ReadInstances(record, "instances", task, mayBeEmpty: reformulations.IsArray, (r, t, instance, pointer) => ReadInstance(r, whole = t, instance, pointer)))
        {
            yield return example;
        }

        var number = 0;
        foreach (var value in reformulations.Items)
        {
            record.Part(value);
            yield return ReadReformulation(record, whole, value, $"/reformulations/{number++}", instruction);
        }
    }

    public override void Open(RecordBuilder builder, Example example)
    {
        if (!SingleTurn.TryTake(builder, example, Name, out var turn))
        {
            return;
        }

        var isReformulation = Shape.Is(example, ReformulationShape);
        builder.Id("id"u8, example);
        builder.Property("instruction"u8, isReformulation ? Original(example) : Plain(example, turn.Instruction));
        TaskParts.WriteTask(builder, example, []);
        builder.Extra("category", example.Category);
        CommonFields.ExtraSystem(builder, turn.System);
        builder.Extra("tools", example.Tools);
        turn.KeepHistory(builder);
        builder.Name("instances"u8);
        builder.StartArray();
        if (isReformulation)
        {
            Change(builder);
        }

        WriteInstance(builder, example, turn.Instruction, turn.Input, turn.Output);
    }

    public override void Next(RecordBuilder builder, Example previous, Example example)
    {
        if (Shape.Is(example, ReformulationShape) && !Shape.Is(previous, ReformulationShape))
        {
            Change(builder);
        }

        WriteInstance(builder, example, example.Instruction, example.Input, example.Output);
    }

    public override void Close(RecordBuilder builder, Example last) => builder.EndArray();

    public override bool Joins(Example previous, Example next) =>
        base.Joins(previous, next) && TaskParts.IsPlain(previous) && TaskParts.IsPlain(next)
        && (Shape.Is(next, ReformulationShape) || !Shape.Is(previous, ReformulationShape))
        && Task(previous) == Task(next) && previous.Id == next.Id && previous.Category == next.Category && TaskParts.AreSame(previous, next);

    private static void Change(RecordBuilder builder)
    {
        builder.EndArray();
        builder.Name("reformulations"u8);
        builder.StartArray();
    }

    private static Text Task(Example example) => Shape.Is(example, ReformulationShape) ? Original(example) : Plain(example, example.Instruction);

    private static Text Original(Example example) => example.Metadata[TaskParts.Instance][Reworded].Text;

    /// <summary>The instruction without the constraints that it was given.</summary>
    private static Text Plain(Example example, Text instruction)
    {
        var constraints = example.Metadata.Count == 0 ? default : example.Metadata[TaskParts.Instance]["constraints"].Text;
        if (!Says(constraints) || !instruction.HasValue)
        {
            return instruction;
        }

        var whole = instruction.ToUtf8();
        byte[] end = [(byte)'\n', .. constraints.ToUtf8()];
        return whole.AsSpan().EndsWith(end) ? Text.Plain(whole[..^end.Length]) : instruction;
    }

    private static bool Says(Text constraints) => !constraints.IsEmpty && constraints.ToString().Trim().ToLowerInvariant() is not ("none" or "none." or "");

    private static Example? ReadInstance(Record record, Example task, JsonValue instance, string pointer)
    {
        if (!TaskParts.TryText(record, instance, "input", pointer, out var input) || !TaskParts.TryText(record, instance, "output", pointer, out var output)
            || !TaskParts.TryText(record, instance, "constraints", pointer, out var constraints))
        {
            return null;
        }

        var example = new Example(task)
        {
            Instruction = Says(constraints) && task.Instruction.HasValue ? Text.Join(task.Instruction, "\n"u8, constraints) : task.Instruction,
            Input = input,
            Output = output,
        };

        // What the writer would make of the two by itself need not be remembered.
        var isMade = instance[WithInput].Text == example.UserText;
        return new Example(example) { Metadata = TaskParts.With(task.Metadata, CommonFields.RestOf(instance, "input", "output", isMade ? WithInput : "input")) };
    }

    private static Example? ReadReformulation(Record record, Example task, JsonValue value, string pointer, Text original)
    {
        if (!value.IsObject)
        {
            return record.Reject(StructureDiagnostics.MalformedField, pointer, $"{Record.Describe(value)} where another wording with instruction, input and output is expected");
        }

        return TaskParts.TryText(record, value, "instruction", pointer, out var instruction) && TaskParts.TryText(record, value, "input", pointer, out var input)
            && TaskParts.TryText(record, value, "output", pointer, out var output)
            ? new Example(task)
            {
                Instruction = instruction,
                Input = input,
                Output = output,
                Metadata = TaskParts.With(task.Metadata, new Metadata([.. CommonFields.RestOf(value, "instruction", "input", "output"), new(Reworded, JsonValue.From(original))])),
                Shape = ReformulationShape,
            }
            : null;
    }

    private static void WriteInstance(RecordBuilder builder, Example example, Text instruction, Text input, Text output)
    {
        var isReformulation = Shape.Is(example, ReformulationShape);
        builder.StartObject();
        if (isReformulation)
        {
            builder.Property("instruction"u8, instruction);
        }
        else if (example.Metadata.Count > 0 && example.Metadata[TaskParts.Instance][WithInput] is { IsAbsent: false } given)
        {
            builder.Name("instruction_with_input"u8);
            builder.Value(given);
        }
        else
        {
            builder.Property("instruction_with_input"u8, Example.Instruct(instruction, output, input).UserText);
        }

        builder.Property("input"u8, input.HasValue ? input : Text.Empty);
        builder.Property("output"u8, output);
        var written = isReformulation ? Reworded : WithInput;
        var other = example.Metadata.Count > 0 && !example.Metadata[TaskParts.Instance][written].IsAbsent
            ? example.WithMetadata(TaskParts.With(Metadata.None, CommonFields.RestOf(example.Metadata[TaskParts.Instance], written)))
            : example;
        TaskParts.Write(builder, other, "input", "output");
        builder.EndObject();
    }
}
