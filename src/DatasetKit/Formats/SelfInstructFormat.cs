namespace DatasetKit.Formats;

/// <summary>
/// Self-Instruct's tasks: <c>instruction</c> and <c>instances</c> of <c>input</c> and <c>output</c>, as in <c>seed_tasks.jsonl</c> (with
/// <c>id</c>, <c>name</c>, <c>is_classification</c>) and in <c>user_oriented_instructions.jsonl</c> (<c>motivation_app</c>); yizhongw/self-instruct:data,
/// human_eval. Each instance is an example.
/// </summary>
internal sealed class SelfInstructFormat : JoiningFormat
{
    private static readonly string[] TaskFields = ["name", "motivation_app", "is_classification"];

    public override string Name => "self-instruct";

    public override string Description => "instruction with instances of input and output; also id, name, is_classification (Self-Instruct seeds)";

    public override bool Matches(Record record)
    {
        if (!record.Has("instruction", "instances"))
        {
            return false;
        }

        foreach (var first in record.Peek("instances").Items)
        {
            return first.IsObject && first["instruction_with_input"].IsAbsent;
        }

        return false;
    }

    public override IEnumerable<Example?> ReadMany(Record record) =>
        TaskParts.ReadInstances(record, "instances", new Example { Instruction = record.TakeText("instruction"), Source = record.Location }, mayBeEmpty: false, ReadInstance);

    public override void Open(RecordBuilder builder, Example example)
    {
        if (!SingleTurn.TryTake(builder, example, Name, out var turn))
        {
            return;
        }

        builder.Id("id"u8, example);
        builder.Property("instruction"u8, turn.Instruction);
        TaskParts.WriteTask(builder, example, TaskFields);
        builder.Extra("category", example.Category);
        CommonFields.ExtraSystem(builder, turn.System);
        builder.Extra("tools", example.Tools);
        turn.KeepHistory(builder);
        builder.Name("instances"u8);
        builder.StartArray();
        WriteInstance(builder, example, turn.Input, turn.Output);
    }

    public override void Next(RecordBuilder builder, Example previous, Example example) => WriteInstance(builder, example, example.Input, example.Output);

    public override void Close(RecordBuilder builder, Example last) => builder.EndArray();

    public override bool Joins(Example previous, Example next) =>
        base.Joins(previous, next) && TaskParts.IsPlain(previous) && TaskParts.IsPlain(next)
        && previous.Instruction == next.Instruction && previous.Id == next.Id && previous.Category == next.Category && TaskParts.AreSame(previous, next);

    private static Example? ReadInstance(Record record, Example task, JsonValue instance, string pointer) =>
        TaskParts.TryText(record, instance, "input", pointer, out var input) && TaskParts.TryText(record, instance, "output", pointer, out var output)
            ? new Example(task) { Input = input, Output = output, Metadata = TaskParts.With(task.Metadata, CommonFields.RestOf(instance, "input", "output")) }
            : null;

    private static void WriteInstance(RecordBuilder builder, Example example, Text input, Text output)
    {
        builder.StartObject();
        builder.Property("input"u8, input.HasValue ? input : Text.Empty);
        builder.Property("output"u8, output);
        TaskParts.Write(builder, example, "input", "output");
        builder.EndObject();
    }
}
