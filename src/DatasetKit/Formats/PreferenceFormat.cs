using System.Text.Json;

namespace DatasetKit.Formats;

/// <summary>
/// A better and a worse answer: <c>prompt</c>, <c>chosen</c>, <c>rejected</c>, as texts or as lists of messages (TRL, InstructGPT's reward pairs with
/// <c>group_id</c>); the prompt inside both lists (allenai/open-instruct, dataset_transformation.py); or <c>messages</c> with two messages
/// (hiyouga/LLaMA-Factory:data).
/// </summary>
internal sealed class PreferenceFormat : RecordFormat
{
    private const string ListShape = "preference:list";
    private const string ImplicitShape = "preference:implicit";
    private const string MessagesShape = "preference:messages";

    private static readonly string[] Own = ["group_id", "margin", "prompt_id", "user_id", "labeler_id"];
    private static readonly string[] OwnOfImplicit = ["prompt", "messages", .. Own];

    public override string Name => "preference";

    public override string Description => "prompt, chosen, rejected, as texts or lists of messages (TRL, open-instruct, reward pairs)";

    public override bool Matches(Record record)
    {
        if (!record.Has("chosen", "rejected") || record.Has("conversations") || record.Has("instruction"))
        {
            return false;
        }

        var kind = record.Peek("chosen").Kind;
        return kind == record.Peek("rejected").Kind && (kind is JsonValueKind.String or JsonValueKind.Array || (kind == JsonValueKind.Object && record.Has("messages")));
    }

    public override Example? Read(Record record)
    {
        if (!record.Has("chosen") || !record.Has("rejected"))
        {
            return record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"chosen\" and no field \"rejected\"; name the format with --from");
        }

        var (better, worse) = (record.Peek("chosen").Kind, record.Peek("rejected").Kind);
        return better != worse && !(record.Peek("chosen").IsText() && record.Peek("rejected").IsText())
            ? record.Reject(StructureDiagnostics.WrongType, "/rejected", $"{Record.Describe(record.Peek("rejected"))} beside {Record.Describe(record.Peek("chosen"))} under \"chosen\"; write both alike")
            : better is JsonValueKind.Array ? ReadLists(record)
            : better is JsonValueKind.Object ? ReadMessages(record)
            : CommonFields.Finish(record, new Example
            {
                Instruction = record.TakeText("prompt"),
                System = record.TakeText("system"),
                Tools = CommonFields.TakeTools(record),
                Completions = Pair(record, [new Message(Role.Assistant, record.TakeText("chosen"))], [new Message(Role.Assistant, record.TakeText("rejected"))]),
                Source = record.Location,
            });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        if (!Question.IsAsked(builder, example, Name) || !Answers.TryPair(builder, example, Name, out var better, out var worse))
        {
            return;
        }

        var isImplicit = Shape.Is(example, ImplicitShape);
        if (isImplicit)
        {
            WriteImplicit(builder, example, better, worse);
        }
        else if (Shape.Is(example, MessagesShape) && better.Messages.Count == 1 && worse.Messages.Count == 1)
        {
            PromptField.WriteList(builder, "messages"u8, example);
            builder.Name("chosen"u8);
            Question.WriteAnswer(builder, better);
            builder.Name("rejected"u8);
            Question.WriteAnswer(builder, worse);
        }
        else if (Shape.Is(example, ListShape) || !IsSimple(example))
        {
            PromptField.WriteList(builder, "prompt"u8, example);
            WriteList(builder, "chosen"u8, better);
            WriteList(builder, "rejected"u8, worse);
        }
        else
        {
            Question.WriteText(builder, "prompt"u8, example);
            builder.Property("chosen"u8, better.Messages[0].Content);
            builder.Property("rejected"u8, worse.Messages[0].Content);
            builder.Property("system"u8, example.System);
        }

        builder.Property("score_chosen"u8, better.Score);
        builder.Property("score_rejected"u8, worse.Score);
        builder.Property("tools"u8, example.Tools);
        Answers.Keep(builder, example.Completions, [better, worse], [Read(better, true), Read(worse, false)]);
        builder.Fields(example.Metadata, isImplicit ? OwnOfImplicit : Own);
        builder.ExtraId(example);
        builder.Extra("category", example.Category);
    }

    private static Completion Read(Completion answer, bool chosen) => new(answer.Messages) { Chosen = chosen, Score = answer.Score };

    private static bool IsSimple(Example example) => Question.IsText(example) && example.Completions.All(Answers.IsText);

    private static Example? ReadLists(Record record)
    {
        if (OpenAIMessages.ReadList(record, record.Take("chosen"), "/chosen") is not { } better || OpenAIMessages.ReadList(record, record.Take("rejected"), "/rejected") is not { } worse)
        {
            return null;
        }

        if (record.Peek("prompt").IsArray)
        {
            return OpenAIMessages.ReadList(record, record.Take("prompt"), "/prompt") is { } prompt ? Complete(record, prompt, better, worse, ListShape) : null;
        }

        var prefix = Question.CommonPrefix(better, worse);
        return prefix > 0
            ? Complete(record, better[..prefix], better[prefix..], worse[prefix..], ImplicitShape)
            : record.Reject(StructureDiagnostics.MalformedField, "/rejected", "\"chosen\" and \"rejected\" do not begin with the same message, and there is no list \"prompt\"");
    }

    private static Example? ReadMessages(Record record)
    {
        var two = new List<Message>();
        foreach (var name in (ReadOnlySpan<string>)["chosen", "rejected"])
        {
            if (OpenAIMessages.ReadOne(record, record.Take(name), "/" + name) is not { } message)
            {
                return null;
            }

            two.Add(message);
        }

        return OpenAIMessages.ReadList(record, record.Take("messages"), "/messages") is { } prompt ? Complete(record, prompt, [two[0]], [two[1]], MessagesShape) : null;
    }

    private static Example? Complete(Record record, List<Message> prompt, List<Message> better, List<Message> worse, string shape)
    {
        var example = new Example
        {
            OwnMessages = prompt,
            Tools = CommonFields.TakeTools(record),
            Completions = Pair(record, better, worse),
            Source = record.Location,
        };

        // Lists that could not be texts need no note that they are lists.
        return CommonFields.Finish(record, shape != ListShape || IsSimple(example) ? new Example(example) { Shape = shape } : example);
    }

    private static Completion[] Pair(Record record, List<Message> better, List<Message> worse) =>
        [new Completion(better) { Chosen = true, Score = record.Take("score_chosen") }, new Completion(worse) { Chosen = false, Score = record.Take("score_rejected") }];

    private static void WriteList(RecordBuilder builder, ReadOnlySpan<byte> name, Completion answer)
    {
        builder.Name(name);
        builder.StartArray();
        Question.WriteAnswer(builder, answer);
        builder.EndArray();
    }

    private static void WriteImplicit(RecordBuilder builder, Example example, Completion better, Completion worse)
    {
        builder.Name("chosen"u8);
        builder.StartArray();
        PromptField.WriteMessages(builder, example, keep: true);
        Question.WriteAnswer(builder, better);
        builder.EndArray();
        builder.Name("rejected"u8);
        builder.StartArray();
        PromptField.WriteMessages(builder, example, keep: false);
        Question.WriteAnswer(builder, worse);
        builder.EndArray();
    }
}
