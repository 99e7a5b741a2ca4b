using System.Text.Json;

namespace DatasetKit.Formats;

/// <summary>ShareGPT, as Vicuna (FastChat) and LLaMA-Factory use it: <c>conversations</c> of <c>from</c> and <c>value</c>.</summary>
internal partial class ShareGptFormat : RecordFormat
{
    private const string FormatName = "sharegpt";

    private static readonly string[] ListNames = ["conversations", "conversation", "items", "messages"];

    /// <summary>What FastChat's own files say of a conversation: who answered, and which plugins took part (lm-sys/FastChat:fastchat/data).</summary>
    private static readonly string[] Own = ["model", "plugins"];

    public override string Name => FormatName;

    /// <summary>The field that holds the record's own id.</summary>
    private protected virtual FieldName IdName { get; } = "id";

    public override string Description => "conversations of from and value; also system, tools, chosen and rejected (ShareGPT, Vicuna)";

    public override bool Matches(Record record) => ListName(record) is { } name && LooksLikeTurns(record.Peek(name));

    public override Example? Read(Record record)
    {
        if (ListName(record) is not { } name)
        {
            return record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"conversations\"; name the format with --from, or map a field with --map conversations=FIELD");
        }

        if (ReadTurns(record, record.Take(name), "/" + name) is not { } messages)
        {
            return null;
        }

        return CommonFields.Finish(record, new Example
        {
            OwnMessages = messages,
            System = record.TakeText("system"),
            Tools = CommonFields.TakeTools(record),
            Completions = ReadCompletions(record),
            IdIsNumber = record.Peek(IdName.Text).Kind == JsonValueKind.Number,
            Id = record.TakeId(IdName.Text),
            Source = record.Location,
        });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        CommonFields.RejectMedia(builder, example, Name);
        if (example.Kind == ExampleKind.PlainText)
        {
            builder.Reject(null, "a plain text has no turns; name its parts with --map");
            return;
        }

        builder.Id(IdName.Utf8, example);
        builder.Name("conversations"u8);
        builder.StartArray();
        if (example.Kind == ExampleKind.Instruct)
        {
            WriteSingleTurn(builder, example);
        }
        else
        {
            WriteTurns(builder, example.OwnMessages);
        }

        builder.EndArray();
        builder.Property("system"u8, example.System);
        ToolList.WriteText(builder, example.Tools);
        WriteCompletions(builder, example);
        builder.InputBoundary(example);
        builder.Extra("category", example.Category);
        builder.Fields(example.Metadata, Own);
    }

    private static string? ListName(Record record)
    {
        foreach (var name in ListNames)
        {
            if (record.Has(name))
            {
                return name;
            }
        }

        return null;
    }

    private static bool LooksLikeTurns(JsonValue list)
    {
        foreach (var first in list.Items)
        {
            return !first["from"].IsAbsent || !first["role"].IsAbsent;
        }

        return list.IsArray;
    }

    private static void WriteSingleTurn(RecordBuilder builder, Example example)
    {
        if (example.History.Count > 0)
        {
            WriteTurns(builder, example.History);
        }

        builder.StartObject();
        builder.Property("from"u8, "human"u8);
        builder.UserText("value"u8, example);
        builder.EndObject();
        if (example.Completions.Count > 0 && example.Output.IsAbsent)
        {
            return;
        }

        builder.StartObject();
        builder.Property("from"u8, "gpt"u8);
        builder.Property("value"u8, example.Output);
        builder.EndObject();
    }

    private static List<Completion> ReadCompletions(Record record)
    {
        if (!IsAnswer(record.Peek("chosen")) || !IsAnswer(record.Peek("rejected")))
        {
            return [];
        }

        return ReadCompletion(record, "chosen", true) is { } chosen && ReadCompletion(record, "rejected", false) is { } rejected ? [chosen, rejected] : [];
    }

    private static bool IsAnswer(JsonValue value) => value.Kind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String;

    private static Completion? ReadCompletion(Record record, string name, bool chosen)
    {
        var value = record.Take(name);
        List<Message>? messages = value.Kind switch
        {
            JsonValueKind.String => [new Message(Role.Assistant, value.Text)],
            JsonValueKind.Object => ReadTurn(record, value, "/" + name) is { } message ? [message] : null,
            _ => ReadTurns(record, value, "/" + name),
        };
        return messages is null ? null : new Completion(messages) { Chosen = chosen };
    }

    private static void WriteCompletions(RecordBuilder builder, Example example)
    {
        var completions = example.Completions;
        if (completions.Count == 0)
        {
            return;
        }

        if (!Answers.TryPair(builder, example, FormatName, out var better, out var worse))
        {
            return;
        }

        Answers.Keep(builder, completions, [better, worse], [new Completion(better.Messages) { Chosen = true }, new Completion(worse.Messages) { Chosen = false }]);
        foreach (var completion in (ReadOnlySpan<Completion>)[better, worse])
        {
            if (ReferenceEquals(completion, better))
            {
                builder.Name("chosen"u8);
            }
            else
            {
                builder.Name("rejected"u8);
            }

            if (completion.Messages.Count != 1)
            {
                builder.StartArray();
            }

            foreach (var message in completion.Messages)
            {
                WriteAnswer(builder, message);
            }

            if (completion.Messages.Count != 1)
            {
                builder.EndArray();
            }
        }
    }
}
