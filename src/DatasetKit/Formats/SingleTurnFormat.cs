using System.Text.Json;

namespace DatasetKit.Formats;

/// <summary>A format of one turn that differs from others only in what it calls its fields.</summary>
internal abstract class SingleTurnFormat(string name, string description, TurnNames names) : RecordFormat
{
    public override string Name => name;

    public override string Description => description;

    public override ExamplePurpose Purpose => names.Output is null ? ExamplePurpose.Questions : ExamplePurpose.Training;

    public override Example? Read(Record record)
    {
        if (!record.Has(names.Instruction.Text) && (names.Output is null || !record.Has(names.Output.Text)))
        {
            var fields = names.Output is null ? $"no field \"{names.Instruction}\"" : $"no field \"{names.Instruction}\" and no field \"{names.Output}\"";
            return record.Reject(StructureDiagnostics.UnknownShape, null, fields + "; name the format with --from, or map the fields with --map");
        }

        return CommonFields.Finish(record, new Example
        {
            IdIsNumber = names.Id is not null && record.Peek(names.Id.Text).Kind == JsonValueKind.Number,
            Id = names.Id is null ? default : record.TakeId(names.Id.Text),
            System = Take(record, names.System),
            Instruction = record.TakeText(names.Instruction.Text),
            Input = Take(record, names.Input),
            Output = Take(record, names.Output),
            Category = Take(record, names.Category),
            Source = record.Location,
        });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        if (!SingleTurn.TryTake(builder, example, name, out var turn))
        {
            return;
        }

        if (names.Id is not null)
        {
            builder.Id(names.Id.Utf8, example);
        }
        else
        {
            builder.ExtraId(example);
        }

        if (names.KindFirst)
        {
            WriteKind(builder, example);
        }

        WriteSystem(builder, turn.System);
        WriteQuestion(builder, example, turn);
        WriteAnswer(builder, turn.Output);
        if (!names.KindFirst)
        {
            WriteKind(builder, example);
        }

        builder.Extra("tools", example.Tools);
        turn.KeepHistory(builder);
    }

    private static Text Take(Record record, FieldName? field) => field is null ? default : record.TakeText(field.Text);

    private void WriteSystem(RecordBuilder builder, Text system)
    {
        if (names.System is null)
        {
            CommonFields.ExtraSystem(builder, system);
        }
        else
        {
            builder.Property(names.System.Utf8, system);
        }
    }

    private void WriteQuestion(RecordBuilder builder, Example example, SingleTurn turn)
    {
        if (names.Input is not null)
        {
            builder.Property(names.Instruction.Utf8, turn.Instruction);
            builder.Property(names.Input.Utf8, turn.Input.HasValue ? turn.Input : Text.Empty);
        }
        else if (example.Kind == ExampleKind.Instruct)
        {
            builder.UserText(names.Instruction.Utf8, example);
            builder.InputBoundary(example);
        }
        else
        {
            builder.Property(names.Instruction.Utf8, turn.Instruction);
        }

        if (turn.Instruction.IsAbsent && turn.Output.IsAbsent && turn.Input.IsEmpty)
        {
            builder.Reject(names.Instruction.Text, "the example has neither a question nor an answer");
        }
    }

    private void WriteAnswer(RecordBuilder builder, Text output)
    {
        if (names.Output is not null)
        {
            builder.Property(names.Output.Utf8, output);
        }
        else if (!output.IsAbsent)
        {
            builder.Reject("output", $"{name} holds questions only, and this one has an answer; convert to alpaca, sharegpt or openai");
        }
    }

    private void WriteKind(RecordBuilder builder, Example example)
    {
        if (names.Category is null)
        {
            builder.Extra("category", example.Category);
        }
        else
        {
            builder.Property(names.Category.Utf8, example.Category);
        }

        builder.Fields(example.Metadata, names.Held);
    }
}
