using System.Text.Json;
using DatasetKit.Internals;

namespace DatasetKit.Formats;

/// <summary>What all formats read and write alike: the fields beside the trained text.</summary>
internal static class CommonFields
{
    /// <summary>Completes an example with id, category, what a writer of ours kept, and every field that nobody took.</summary>
    /// <returns>The example; null when the record was rejected on the way.</returns>
    public static Example? Finish(Record record, Example example) =>
        Finish(record, example, out var kept) is not { } finished ? null : kept.IsAbsent ? finished : Extras.Restore(finished, kept);

    /// <summary>Completes an example that has not all its texts yet: what a writer of ours kept is to be put back when it has.</summary>
    public static Example? Finish(Record record, Example example, out JsonValue kept)
    {
        kept = default;
        if (!record.HasRest)
        {
            return record.Rejection is null ? example : null;
        }

        kept = record.Take("datasetkit");
        var (id, idIsNumber, category) = (example.Id, example.IdIsNumber, example.Category);
        if (id.IsAbsent)
        {
            (idIsNumber, id) = (record.Peek("id").Kind == JsonValueKind.Number, record.TakeId("id"));
        }

        if (category.IsAbsent && record.Peek("category").IsString)
        {
            category = record.Take("category").Text;
        }

        example.Complete(id, idIsNumber, category, record.Rest());
        return record.Rejection is not null ? null : example;
    }

    /// <summary>Takes tool definitions, which are a list or a text that holds one.</summary>
    public static JsonValue TakeTools(Record record, string name = "tools") =>
        record.Peek(name).Kind is JsonValueKind.Array or JsonValueKind.String ? record.Take(name) : default;

    /// <summary>The members of an object but for some, verbatim.</summary>
    public static Metadata RestOf(JsonValue value, params ReadOnlySpan<string> taken)
    {
        List<KeyValuePair<Text, JsonValue>>? rest = null;
        var end = value.IsObject ? value.Tape[value.Index].Next : 0;
        for (var i = value.Index + 1; i < end; i = value.Tape[i + 1].Next)
        {
            var key = value.Tape.TextAt(i);
            if (!key.IsOneOf(taken))
            {
                (rest ??= []).Add(new(key, new JsonValue(value.Tape, i + 1)));
            }
        }

        return rest is null ? Metadata.None : new Metadata([.. rest]);
    }

    /// <summary>Whether a string value, or a text, has exactly these characters.</summary>
    public static bool Is(this JsonValue value, string ascii) => value.IsString && value.Text.Is(ascii);

    /// <summary>Whether a text is one of some names in ASCII.</summary>
    public static bool IsOneOf(this Text text, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (text.Is(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a text can be read as one: a string, null, or nothing.</summary>
    public static bool IsText(this JsonValue value) => value.Kind is JsonValueKind.String or JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>Rejects a record for a value deep inside that is no text.</summary>
    public static Message? RejectType(Record record, string pointer, JsonValue value)
    {
        record.Reject(StructureDiagnostics.WrongType, pointer, $"{Record.Describe(value)} where a text is expected; make it a string");
        return null;
    }

    /// <summary>Rejects what no format but the multimodal ones can hold.</summary>
    public static void RejectMedia(RecordBuilder builder, Example example, string format)
    {
        if (example.Media.Count > 0)
        {
            builder.Reject(null, $"the example refers to media, which {format} cannot hold");
        }
    }

    /// <summary>Rejects answers to be compared where a format holds only one answer.</summary>
    public static void RejectCompletions(RecordBuilder builder, Example example, string format)
    {
        if (example.Completions.Count > 0)
        {
            builder.Reject("chosen", $"the example compares {example.Completions.Count} answers, and {format} holds one; write it as sharegpt or alpaca");
        }
    }

    /// <summary>The system prompt for formats without a field for it; an empty one is no loss.</summary>
    public static void ExtraSystem(RecordBuilder builder, Text system)
    {
        if (system.IsEmpty)
        {
            builder.Note("system", system);
        }
        else
        {
            builder.Extra("system", system);
        }
    }
}
