namespace DatasetKit.Formats;

/// <summary>Alpaca: <c>instruction</c>, <c>input</c>, <c>output</c>, with LLaMA-Factory's <c>system</c>, <c>history</c>, <c>tools</c>, <c>chosen</c> and <c>rejected</c>.</summary>
internal sealed class AlpacaFormat : RecordFormat
{
    internal const string FormatName = "alpaca";
    private const string ResponseShape = "alpaca:response";
    private const string MoreShape = "alpaca:more";

    /// <summary>Fields of Self-Instruct's relatives that plain Alpaca has not: regen.json, pre-rendered mirrors, predictions on human-made tasks.</summary>
    private static readonly string[] More = ["most_similar_instructions", "avg_similarity_score", "text", "prompt", "target"];

    public override string Name => FormatName;

    public override string Description => "instruction, input, output; also system, history (Alpaca)";

    public override bool Matches(Record record) =>
        record.Has("instruction") && (record.Has("output") || record.Has("response") || record.Has("input") || record.Has("chosen", "rejected"));

    public override Example? Read(Record record)
    {
        var (instruction, input, output) = (record.TakeText("instruction"), record.TakeText("input"), record.TakeText("output"));
        if (!record.HasRest && output.HasValue && record.Rejection is null)
        {
            // Most records are these three and nothing else: no need to ask for the others.
            return new Example { Instruction = instruction, Input = input, Output = output, Source = record.Location };
        }

        var example = new Example
        {
            Instruction = instruction,
            Input = input,
            Output = record.Has("output") ? output : record.TakeText("response"),
            System = record.TakeText("system"),
            History = record.Has("history") ? ReadHistory(record) : Array.Empty<Message>(),
            Tools = CommonFields.TakeTools(record),
            Completions = record.Peek("chosen").IsString && record.Peek("rejected").IsString
                ? [Answer(record, "chosen", true), Answer(record, "rejected", false)]
                : [],
            Source = record.Location,
            Shape = ShapeOf(record),
        };
        return example.Instruction.IsAbsent && example.Input.IsAbsent && record.Rejection is null && !record.Has("output")
            ? record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"instruction\" and no field \"output\"; name the format with --from, or map the fields with --map")
            : CommonFields.Finish(record, example);
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        if (!SingleTurn.TryTake(builder, example, Name, out var turn, compares: true))
        {
            return;
        }

        builder.Property("instruction"u8, turn.Instruction);
        builder.Property("input"u8, turn.Input.HasValue ? turn.Input : Text.Empty);
        if (Shape.Is(example, ResponseShape))
        {
            builder.Property("response"u8, turn.Output);
        }
        else
        {
            builder.Property("output"u8, turn.Output);
        }

        builder.Property("system"u8, turn.System);
        if (turn.History.Count > 0)
        {
            builder.Name("history"u8);
            turn.WriteHistory(builder);
        }

        if (!example.Tools.IsAbsent)
        {
            ToolList.WriteText(builder, example.Tools);
        }

        if (example.Completions.Count > 0)
        {
            WriteCompletions(builder, example);
        }

        builder.ExtraId(example);
        builder.Extra("category", example.Category);
        if (example.Shape is { } shape && Shape.IsOf(shape, FormatName))
        {
            builder.Fields(example.Metadata, More);
        }
        else
        {
            builder.Extra(example.Metadata);
        }
    }

    private static string? ShapeOf(Record record)
    {
        if (!record.Has("output") && record.Has("response"))
        {
            return ResponseShape;
        }

        if (record.HasRest)
        {
            foreach (var name in More)
            {
                if (record.Has(name))
                {
                    return MoreShape;
                }
            }
        }

        return null;
    }

    private static Completion Answer(Record record, string name, bool chosen) =>
        new([new Message(Role.Assistant, record.Take(name).Text)]) { Chosen = chosen };

    private static List<Message> ReadHistory(Record record)
    {
        var history = record.Take("history");
        var messages = new List<Message>();
        if (!history.IsArray && history.Kind is not System.Text.Json.JsonValueKind.Null)
        {
            record.Reject(StructureDiagnostics.MalformedField, "/history", $"{Record.Describe(history)} where a list of [question, answer] pairs is expected");
        }

        var number = 0;
        foreach (var pair in history.Items)
        {
            if (!TryReadPair(pair, messages))
            {
                record.Reject(StructureDiagnostics.MalformedField, $"/history/{number}", $"{Record.Describe(pair)} where a pair of texts [question, answer] is expected");
            }

            number++;
        }

        return messages;
    }

    /// <summary>Reads one pair of a history; false when it is none.</summary>
    internal static bool TryReadPair(JsonValue pair, List<Message> messages)
    {
        var count = 0;
        foreach (var text in pair.Items)
        {
            if (!text.IsText())
            {
                return false;
            }

            messages.Add(new Message(count++ == 0 ? Role.User : Role.Assistant, text.Text));
        }

        return count == 2;
    }

    private static void WriteCompletions(RecordBuilder builder, Example example)
    {
        if (!Answers.TryPair(builder, example, FormatName, out var better, out var worse) || !Answers.AreTexts(builder, example, FormatName))
        {
            return;
        }

        builder.Property("chosen"u8, better.Messages[0].Content);
        builder.Property("rejected"u8, worse.Messages[0].Content);
        Answers.Keep(builder, example.Completions, [better, worse], [new Completion(better.Messages) { Chosen = true }, new Completion(worse.Messages) { Chosen = false }]);
    }
}
