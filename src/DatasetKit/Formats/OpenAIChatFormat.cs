namespace DatasetKit.Formats;

/// <summary>OpenAI's chat format for fine-tuning: <c>messages</c>, <c>tools</c> and <c>parallel_tool_calls</c>.</summary>
internal class OpenAIChatFormat : RecordFormat
{
    private static readonly string[] OwnFields = ["parallel_tool_calls"];

    public override string Name => "openai";

    public override string Description => "messages with role and content, tools, tool_calls, weight (OpenAI, Azure)";

    /// <summary>The field that holds the record's own id; null where the format has none.</summary>
    private protected virtual FieldName? IdName => null;

    /// <summary>Fields that stand beside the messages and that the neutral record has no place for.</summary>
    /// <param name="example">The example that is written.</param>
    private protected virtual string[] HeldOf(Example example) => OwnFields;

    /// <summary>What the messages hold beyond OpenAI's own.</summary>
    private protected virtual MessageDialect Dialect => MessageDialect.OpenAI;

    /// <summary>Takes fields that say what the messages say once more.</summary>
    private protected virtual void TakeDerived(Record record, IReadOnlyList<Message> messages)
    {
    }

    public override bool Matches(Record record)
    {
        foreach (var first in record.Peek("messages").Items)
        {
            return !first["role"].IsAbsent;
        }

        return record.Peek("messages").IsArray;
    }

    public override Example? Read(Record record)
    {
        if (!record.Has("messages"))
        {
            return record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"messages\"; name the format with --from, or map a field with --map messages=FIELD");
        }

        if (OpenAIMessages.ReadList(record, record.Take("messages"), "/messages") is not { } messages)
        {
            return null;
        }

        TakeDerived(record, messages);
        var tools = CommonFields.TakeTools(record);
        return CommonFields.Finish(record, new Example
        {
            OwnMessages = messages,
            Tools = tools.IsAbsent ? CommonFields.TakeTools(record, "functions") : tools,
            System = record.Peek("system").IsString ? record.Take("system").Text : default,
            IdIsNumber = IdName is not null && record.Peek(IdName.Text).Kind == System.Text.Json.JsonValueKind.Number,
            Id = IdName is null ? default : record.TakeId(IdName.Text),
            Source = record.Location,
        });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        CommonFields.RejectCompletions(builder, example, Name);
        CommonFields.RejectMedia(builder, example, Name);
        if (IdName is not null)
        {
            builder.Id(IdName.Utf8, example);
        }

        switch (example.Kind)
        {
            case ExampleKind.PlainText:
                builder.Reject(null, "a plain text has no turns; name its parts with --map");
                return;
            case ExampleKind.Instruct when example.History.Count == 0:
                WriteSingleTurn(builder, example);
                break;
            default:
                WriteMessages(builder, example);
                break;
        }

        ToolList.WriteList(builder, example.Tools);
        if (IdName is null)
        {
            builder.ExtraId(example);
        }

        builder.Extra("category", example.Category);
        builder.Fields(example.Metadata, HeldOf(example));
    }

    private static void WriteSingleTurn(RecordBuilder builder, Example example)
    {
        builder.Name("messages"u8);
        builder.StartArray();
        WriteSystem(builder, example.System);
        builder.StartObject();
        builder.Property("role"u8, "user"u8);
        builder.UserText("content"u8, example);
        builder.EndObject();
        builder.StartObject();
        builder.Property("role"u8, "assistant"u8);
        builder.Property("content"u8, example.Output);
        builder.EndObject();
        builder.EndArray();
        builder.InputBoundary(example);
    }

    private void WriteMessages(RecordBuilder builder, Example example)
    {
        var own = example.Kind == ExampleKind.Chat ? example.OwnMessages : example.History;
        var ids = OpenAIMessages.CallIds.For(own);
        if (ids is not null)
        {
            builder.Note("made_ids");
        }

        builder.Name("messages"u8);
        builder.StartArray();
        var turn = WriteSystem(builder, example.System);
        foreach (var message in own)
        {
            OpenAIMessages.Write(builder, turn++, message, ids, trainIsHeld: false, Dialect);
        }

        if (example.Kind == ExampleKind.Instruct)
        {
            OpenAIMessages.Write(builder, turn++, new Message(Role.User, example.UserText), ids, trainIsHeld: false, Dialect);
            OpenAIMessages.Write(builder, turn, new Message(Role.Assistant, example.Output), ids, trainIsHeld: false, Dialect);
            builder.InputBoundary(example);
        }

        builder.EndArray();
    }

    /// <summary>Writes the system prompt as the first message and says how many messages that makes; an empty one makes none.</summary>
    private static int WriteSystem(RecordBuilder builder, Text system)
    {
        if (system.IsEmpty)
        {
            builder.Note("system", system);
            return 0;
        }

        builder.Note("system_apart");
        builder.StartObject();
        builder.Property("role"u8, "system"u8);
        builder.Property("content"u8, system);
        builder.EndObject();
        return 1;
    }
}
