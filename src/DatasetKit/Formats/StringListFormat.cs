using System.Text.Json;

namespace DatasetKit.Formats;

/// <summary>A format whose turns are a list of texts, the user's and the assistant's by their places.</summary>
internal abstract class StringListFormat(string name, string description, FieldName list, FieldName? id, params string[] held) : RecordFormat
{
    public override string Name => name;

    public override string Description => description;

    public override bool Matches(Record record)
    {
        foreach (var first in record.Peek(list.Text).Items)
        {
            return first.IsString;
        }

        return false;
    }

    public override Example? Read(Record record)
    {
        if (!record.Has(list.Text))
        {
            return record.Reject(StructureDiagnostics.UnknownShape, null, $"no field \"{list}\"; name the format with --from, or map a field with --map {list}=FIELD");
        }

        return ReadTurns(record, record.Take(list.Text)) is { } messages ? Finish(record, messages) : null;
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        if (!SingleTurn.TryTake(builder, example, name, out var turn))
        {
            return;
        }

        var question = example.Kind == ExampleKind.Instruct ? example.UserText : turn.Instruction;
        if (question.IsAbsent)
        {
            builder.Reject(list.Text, "the example has no question");
        }

        if (turn.Output.IsAbsent && turn.History.Count > 0)
        {
            builder.Reject(list.Text, $"the last question has no answer, and {name} tells who speaks by the number of texts; remove the question, or convert to sharegpt or openai");
        }

        if (id is not null)
        {
            builder.Id(id.Utf8, example);
        }
        else
        {
            builder.ExtraId(example);
        }

        WriteTurns(builder, question, turn);
        if (example.Kind == ExampleKind.Instruct)
        {
            builder.InputBoundary(example);
        }

        CommonFields.ExtraSystem(builder, turn.System);
        builder.Extra("category", example.Category);
        builder.Extra("tools", example.Tools);
        builder.Fields(example.Metadata, held);
    }

    /// <summary>Reads the texts; one alone is a question whose answer nobody has given yet.</summary>
    private protected virtual List<Message>? ReadTurns(Record record, JsonValue turns)
    {
        if (!turns.IsArray)
        {
            record.Reject(StructureDiagnostics.MalformedField, "/" + list, $"{Record.Describe(turns)} where a list of texts is expected");
            return null;
        }

        var messages = new List<Message>();
        foreach (var text in turns.Items)
        {
            if (!text.IsText())
            {
                CommonFields.RejectType(record, $"/{list}/{messages.Count}", text);
                return null;
            }

            messages.Add(new Message(messages.Count % 2 == 0 ? Role.User : Role.Assistant, text.Text));
        }

        if (messages.Count == 0 || (messages.Count > 1 && messages.Count % 2 != 0))
        {
            record.Reject(StructureDiagnostics.MalformedField, "/" + list, $"{messages.Count} texts where questions and answers by turns are expected; one of them is missing, and those after it would be trained for the wrong side");
            return null;
        }

        return messages;
    }

    private Example? Finish(Record record, List<Message> messages)
    {
        var isQuestion = messages is [{ Role: Role.User }];
        var example = isQuestion ? new Example { Instruction = messages[0].Content } : new Example { OwnMessages = messages };
        return CommonFields.Finish(record, new Example(example)
        {
            IdIsNumber = id is not null && record.Peek(id.Text).Kind == JsonValueKind.Number,
            Id = id is null ? default : record.TakeId(id.Text),
            Source = record.Location,
        });
    }

    private void WriteTurns(RecordBuilder builder, Text question, SingleTurn turn)
    {
        builder.Name(list.Utf8);
        builder.StartArray();
        foreach (var message in turn.History)
        {
            builder.Quoted(message.Content);
        }

        builder.Quoted(question);
        if (!turn.Output.IsAbsent)
        {
            builder.Quoted(turn.Output);
        }

        builder.EndArray();
    }
}
