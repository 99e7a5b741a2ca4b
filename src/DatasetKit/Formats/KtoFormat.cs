using System.Text.Json;

namespace DatasetKit.Formats;

/// <summary>
/// An answer that is said to be good or bad (KTO): <c>prompt</c>, <c>completion</c>, <c>label</c> (TRL); <c>messages</c> or <c>conversations</c> whose
/// last turn is meant, or Alpaca's fields, with <c>label</c> or <c>kto_tag</c> (hiyouga/LLaMA-Factory:data).
/// </summary>
internal sealed class KtoFormat : RecordFormat
{
    private const string ListShape = "kto:list";
    private static readonly string[] Own = ["prompt_id", "group_id", "user_id"];

    public override string Name => "kto";

    public override string Description => "prompt, completion, label; also messages, conversations or Alpaca's fields with label or kto_tag (KTO)";

    public override bool Matches(Record record) =>
        (IsLabel(record.Peek("label")) || IsLabel(record.Peek("kto_tag")))
        && (record.Has("prompt", "completion") || record.Has("messages") || record.Has("conversations") || record.Has("instruction", "output"));

    public override Example? Read(Record record)
    {
        var tag = record.Has("label") ? "label" : "kto_tag";
        if (!record.Has(tag))
        {
            return record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"label\" and no field \"kto_tag\"; name the format with --from");
        }

        var value = record.Take(tag);
        if (!IsLabel(value))
        {
            return record.Reject(StructureDiagnostics.WrongType, "/" + tag, $"{Record.Describe(value)} where true or false is expected");
        }

        var isGood = value.Kind == JsonValueKind.True || value.Is("true") || value.Is("True");
        if (record.Has("messages") || record.Has("conversations"))
        {
            return ReadConversation(record, record.Has("messages"), isGood, tag);
        }

        return record.Has("instruction") ? ReadAlpaca(record, isGood, tag)
            : record.Peek("prompt").IsArray || record.Peek("completion").IsArray ? ReadLists(record, isGood, tag)
            : CommonFields.Finish(record, new Example
            {
                Instruction = record.TakeText("prompt"),
                System = record.TakeText("system"),
                Completions = Labelled(isGood, [new Message(Role.Assistant, record.TakeText("completion"))]),
                Source = record.Location,
                Shape = ShapeOf("prompt", tag),
            });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        if (!Question.IsAsked(builder, example, Name))
        {
            return;
        }

        if (example.Completions is not [{ Chosen: { } isGood } answer])
        {
            builder.Reject("label", $"kto holds one answer and whether it is good, and the example has {example.Completions.Count} to be compared");
            return;
        }

        var tag = example.Shape is { } shape && Shape.IsOf(shape, Name) && shape.EndsWith("kto_tag", StringComparison.Ordinal) ? "kto_tag"u8 : "label"u8;
        WriteTexts(builder, example, answer);
        builder.Name(tag);
        builder.Bool(isGood);
        builder.Property("tools"u8, example.Tools);
        Answers.Keep(builder, example.Completions, example.Completions, [new Completion(answer.Messages) { Chosen = isGood }]);
        builder.Fields(example.Metadata, Own);
        builder.ExtraId(example);
        builder.Extra("category", example.Category);
    }

    private static void WriteTexts(RecordBuilder builder, Example example, Completion answer)
    {
        var isText = Question.IsText(example) && Answers.IsText(answer);
        if (Is(example, "alpaca") && isText && example.Kind == ExampleKind.Instruct)
        {
            builder.Property("instruction"u8, example.Instruction);
            builder.Property("input"u8, example.Input.HasValue ? example.Input : Text.Empty);
            builder.Property("output"u8, answer.Messages[0].Content);
            builder.Property("system"u8, example.System);
        }
        else if (Is(example, "messages") && example.Kind == ExampleKind.Chat)
        {
            builder.Name("messages"u8);
            builder.StartArray();
            PromptField.WriteMessages(builder, example, keep: true);
            Question.WriteAnswer(builder, answer);
            builder.EndArray();
        }
        else if (Is(example, "conversations") && example.Kind == ExampleKind.Chat)
        {
            builder.Name("conversations"u8);
            builder.StartArray();
            ShareGptFormat.WriteTurns(builder, [.. example.OwnMessages, .. answer.Messages]);
            builder.EndArray();
            builder.Property("system"u8, example.System);
        }
        else if (!isText || Shape.Is(example, ListShape))
        {
            PromptField.WriteList(builder, "prompt"u8, example);
            builder.Name("completion"u8);
            builder.StartArray();
            Question.WriteAnswer(builder, answer);
            builder.EndArray();
        }
        else
        {
            Question.WriteText(builder, "prompt"u8, example);
            builder.Property("completion"u8, answer.Messages[0].Content);
            builder.Property("system"u8, example.System);
        }
    }

    private static bool IsLabel(JsonValue value) =>
        value.Kind is JsonValueKind.True or JsonValueKind.False || (value.IsString && value.Text.IsOneOf("true", "false", "True", "False"));

    private static bool Is(Example example, string kind) => example.Shape is { } shape && shape.StartsWith("kto:" + kind, StringComparison.Ordinal);

    private static string? ShapeOf(string kind, string tag) => (kind, tag == "label") switch
    {
        ("prompt", true) => null,
        ("alpaca", true) => "kto:alpaca+label",
        ("messages", true) => "kto:messages+label",
        ("conversations", true) => "kto:conversations+label",
        _ => $"kto:{kind}+{tag}",
    };

    private static Completion[] Labelled(bool isGood, IReadOnlyList<Message> messages) => [new Completion(messages) { Chosen = isGood }];

    private static Example? ReadAlpaca(Record record, bool isGood, string tag) => CommonFields.Finish(record, new Example
    {
        Instruction = record.TakeText("instruction"),
        Input = record.TakeText("input"),
        System = record.TakeText("system"),
        Completions = Labelled(isGood, [new Message(Role.Assistant, record.TakeText("output"))]),
        Tools = CommonFields.TakeTools(record),
        Source = record.Location,
        Shape = ShapeOf("alpaca", tag),
    });

    private static Example? ReadLists(Record record, bool isGood, string tag)
    {
        if (OpenAIMessages.ReadList(record, record.Take("prompt"), "/prompt") is not { } prompt || OpenAIMessages.ReadList(record, record.Take("completion"), "/completion") is not { } answer)
        {
            return null;
        }

        var example = new Example { OwnMessages = prompt, Completions = Labelled(isGood, answer), Tools = CommonFields.TakeTools(record), Source = record.Location };
        var isTaken = Question.IsText(example) && Answers.IsText(example.Completions[0]);
        return CommonFields.Finish(record, isTaken || tag == "kto_tag" ? new Example(example) { Shape = tag == "label" ? ListShape : ShapeOf("list", tag) } : example);
    }

    private static Example? ReadConversation(Record record, bool isMessages, bool isGood, string tag)
    {
        var name = isMessages ? "messages" : "conversations";
        var turns = isMessages && record.Peek(name).Items.First["from"].IsAbsent
            ? OpenAIMessages.ReadList(record, record.Take(name), "/" + name)
            : ShareGptFormat.ReadTurns(record, record.Take(name), "/" + name);
        if (turns is null)
        {
            return null;
        }

        return turns is not [.., { Role: Role.Assistant } answer]
            ? record.Reject(StructureDiagnostics.MalformedField, "/" + name, "the last turn is not the assistant's, whose answer the label is about")
            : CommonFields.Finish(record, new Example
            {
                OwnMessages = turns[..^1],
                System = record.TakeText("system"),
                Completions = Labelled(isGood, [answer]),
                Tools = CommonFields.TakeTools(record),
                Source = record.Location,
                Shape = ShapeOf(name, tag),
            });
    }
}
