namespace DatasetKit.Formats;

/// <summary>OpenAI's chat format for fine-tuning: <c>messages</c>, <c>tools</c> and <c>parallel_tool_calls</c>.</summary>
internal sealed class OpenAIChatFormat : RecordFormat
{
    public override string Name => "openai";

    public override string Description => "messages with role and content, tools, tool_calls, weight (OpenAI, Azure, Tulu)";

    public override bool Matches(Record record)
    {
        foreach (var first in record.Peek("messages").Elements)
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

        var tools = CommonFields.TakeTools(record);
        return CommonFields.Finish(record, new Example
        {
            OwnMessages = messages,
            Tools = tools.IsAbsent ? CommonFields.TakeTools(record, "functions") : tools,
            System = record.Peek("system").IsString ? record.Take("system").Text : default,
            Source = record.Location,
        });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        CommonFields.RejectCompletions(builder, example, Name);
        CommonFields.RejectMedia(builder, example, Name);
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
        builder.Property("parallel_tool_calls"u8, example.Metadata["parallel_tool_calls"]);
        builder.ExtraId(example);
        builder.Extra("category", example.Category);
        builder.Extra(example.Metadata, "parallel_tool_calls");
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

    private static void WriteMessages(RecordBuilder builder, Example example)
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
            OpenAIMessages.Write(builder, turn++, message, ids, trainIsHeld: false);
        }

        if (example.Kind == ExampleKind.Instruct)
        {
            OpenAIMessages.Write(builder, turn++, new Message(Role.User, example.UserText), ids, trainIsHeld: false);
            OpenAIMessages.Write(builder, turn, new Message(Role.Assistant, example.Output), ids, trainIsHeld: false);
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
