namespace DatasetKit.Formats;

/// <summary>
/// UltraChat as its first trainer (GPT-J) saw it: one record for each answer, <c>context</c> being all turns before it as texts that begin with <c>User: </c> or
/// <c>Assistant: </c>, and <c>tgt_text</c> the answer (thunlp/UltraChat, train/train_legacy/ultrachat_dataset.py). Only that answer is trained.
/// </summary>
internal sealed class UltraChatLegacyFormat : RecordFormat
{
    private const string User = "User: ";
    private const string Assistant = "Assistant: ";

    public override string Name => "ultrachat-legacy";

    public override string Description => "guid, context: User: … and Assistant: … by turns, tgt_text (UltraChat, one record an answer)";

    public override bool Matches(Record record) => record.Has("tgt_text") && record.Peek("context").IsArray;

    public override Example? Read(Record record)
    {
        var context = record.Take("context");
        if (!context.IsArray)
        {
            return record.Reject(StructureDiagnostics.MalformedField, "/context", $"{Record.Describe(context)} where a list of turns is expected; name the format with --from");
        }

        var messages = new List<Message>();
        foreach (var turn in context.Items)
        {
            var isUser = messages.Count % 2 == 0;
            var name = isUser ? User : Assistant;
            if (!turn.IsString)
            {
                CommonFields.RejectType(record, $"/context/{messages.Count}", turn);
                return null;
            }

            if (!TryCut(turn.Text, name, out var text))
            {
                return record.Reject(StructureDiagnostics.MalformedField, $"/context/{messages.Count}", $"the turn does not begin with \"{name}\", which is due here");
            }

            messages.Add(new Message(isUser ? Role.User : Role.Assistant, text) { Train = isUser ? null : false });
        }

        if (messages.Count % 2 == 0)
        {
            return record.Reject(StructureDiagnostics.MalformedField, "/context", $"{messages.Count} turns where the last one must be the user's");
        }

        messages.Add(new Message(Role.Assistant, record.TakeText("tgt_text")));
        return CommonFields.Finish(record, new Example
        {
            IdIsNumber = record.Peek("guid").Kind == System.Text.Json.JsonValueKind.Number,
            Id = record.TakeId("guid"),
            OwnMessages = messages,
            Source = record.Location,
        });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        if (example.Kind == ExampleKind.Chat)
        {
            example = new Example(example) { OwnMessages = [.. example.OwnMessages.Select((message, i) => i < example.OwnMessages.Count - 1 ? Untrained(builder, message) : message)] };
        }
        else if (example.History.Count > 0)
        {
            builder.Reject("history", "an earlier answer is trained, and ultrachat-legacy trains the last one only; convert to ultrachat");
        }

        if (!SingleTurn.TryTake(builder, example, Name, out var turn))
        {
            return;
        }

        builder.Id("guid"u8, example);
        builder.Name("context"u8);
        builder.StartArray();
        foreach (var message in turn.History)
        {
            WriteTurn(builder, message.Role == Role.User ? User : Assistant, message.Content);
        }

        WriteTurn(builder, User, example.Kind == ExampleKind.Instruct ? example.UserText : turn.Instruction);
        builder.EndArray();
        builder.Property("tgt_text"u8, turn.Output);
        if (example.Kind == ExampleKind.Instruct)
        {
            builder.InputBoundary(example);
        }

        CommonFields.ExtraSystem(builder, turn.System);
        builder.Extra("category", example.Category);
        builder.Extra("tools", example.Tools);
        builder.Extra(example.Metadata);
    }

    private static Message Untrained(RecordBuilder builder, Message message)
    {
        if (message.Role != Role.Assistant)
        {
            return message;
        }

        if (message.Train is not false)
        {
            builder.Reject("messages", "an earlier answer is trained, and ultrachat-legacy trains the last one only; convert to ultrachat");
        }

        return message.Weight.IsAbsent ? new Message(message) { Train = null } : message;
    }

    private static void WriteTurn(RecordBuilder builder, string name, Text text)
    {
        if (!text.HasValue)
        {
            builder.Reject("context", "a turn has no content, which ultrachat-legacy has no way to write");
        }

        builder.Quoted(Text.Join(name, [], text));
    }

    /// <summary>What stands behind a beginning; false when the text does not begin so.</summary>
    private static bool TryCut(Text text, string beginning, out Text rest)
    {
        if (text.Bytes.Length >= beginning.Length && System.Text.Ascii.Equals(text.Bytes[..beginning.Length], beginning))
        {
            rest = text.Slice(beginning.Length, text.Bytes.Length - beginning.Length);
            return true;
        }

        // An escape may stand for any of its letters.
        var whole = text.ToString();
        rest = whole.StartsWith(beginning, StringComparison.Ordinal) ? whole[beginning.Length..] : default;
        return !rest.IsAbsent;
    }
}
