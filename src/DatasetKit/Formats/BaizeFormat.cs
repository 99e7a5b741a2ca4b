using System.Globalization;
using System.Text;
using DatasetKit.Internals;

namespace DatasetKit.Formats;

/// <summary>
/// Baize: <c>topic</c> and <c>input</c>, a whole conversation in one text with <c>[|Human|]</c> and <c>[|AI|]</c> before what each says
/// (project-baize/baize-chatbot, data; allenai/open-instruct, reformat_datasets.py, convert_baize_data).
/// </summary>
internal sealed class BaizeFormat : RecordFormat
{
    private static readonly string[] OwnFields = ["topic"];

    public override string Name => "baize";

    public override string Description => "topic, input: [|Human|] … [|AI|] … in one text (Baize)";

    public override bool Matches(Record record) =>
        record.Peek("input") is { IsString: true } input && !record.Has("instruction") && !record.Has("output") && BaizeText.LooksLikeOne(input.Text);

    public override Example? Read(Record record)
    {
        if (!record.Peek("input").IsString)
        {
            return record.Reject(StructureDiagnostics.UnknownShape, "/input", $"{Record.Describe(record.Peek("input"))} where a text with [|Human|] and [|AI|] is expected; name the format with --from");
        }

        var text = record.Peek("input").Text;
        if (BaizeText.Read(text, out var why) is not { } messages)
        {
            return record.Reject(StructureDiagnostics.MalformedField, "/input", why!);
        }

        // A text that would not be written again so, in its first line or its white space, is kept as it stood.
        if (BaizeText.Write(messages) == text)
        {
            record.Take("input");
        }

        return CommonFields.Finish(record, new Example { OwnMessages = messages, Source = record.Location });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        if (!SingleTurn.TryTake(builder, example, Name, out var turn))
        {
            return;
        }

        List<Message> messages = [.. turn.History, new Message(Role.User, example.Kind == ExampleKind.Instruct ? example.UserText : turn.Instruction), new Message(Role.Assistant, turn.Output)];
        var stripped = messages.ConvertAll(message => new Message(message.Role, Templates.TextEnds.Strip(message.Content)));
        Check(builder, messages);
        KeepWhitespace(builder, messages, stripped);
        var own = example.Metadata["input"];
        var isOwn = own.IsString && BaizeText.Read(own.Text, out _) is { } read && read.Select(m => m.Content).SequenceEqual(stripped.Select(m => m.Content));
        builder.OwnFields(example.Metadata, OwnFields);
        builder.Property("input"u8, isOwn ? own.Text : BaizeText.Write(stripped));
        builder.ExtraId(example);
        builder.Extra("category", example.Category);
        CommonFields.ExtraSystem(builder, turn.System);
        builder.Extra("tools", example.Tools);
        if (example.Kind == ExampleKind.Instruct)
        {
            builder.InputBoundary(example);
        }

        builder.Extra(example.Metadata, isOwn ? ["topic", "input"] : OwnFields);
    }

    private static void Check(RecordBuilder builder, List<Message> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            var text = messages[i].Content;
            if (!text.HasValue || BaizeText.HasMarker(text))
            {
                builder.Reject("input", $"message {i + 1} {(text.HasValue ? "holds [|Human|] or [|AI|] itself" : "has no content")}, which baize has no way to write; convert to sharegpt or openai");
            }
        }
    }

    /// <summary>Whitespace around a text is no part of it in Baize: kept aside, or lost.</summary>
    private static void KeepWhitespace(RecordBuilder builder, List<Message> messages, List<Message> stripped)
    {
        var places = new List<int>();
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].Content != stripped[i].Content)
            {
                places.Add(i);
            }
        }

        if (places.Count == 0)
        {
            return;
        }

        if (!builder.Keeps)
        {
            builder.Lose("whitespace");
            return;
        }

        var texts = new JsonBuffer(capacity: 256);
        var members = new RecordBuilder(texts, ExtraPolicy.Drop);
        members.StartObject();
        foreach (var place in places)
        {
            members.Property(Encoding.UTF8.GetBytes(place.ToString(CultureInfo.InvariantCulture)), messages[place].Content);
        }

        members.EndObject();
        builder.Note("texts", JsonTapeReader.Parse(texts.Written.ToArray()));
    }
}
