using DatasetKit.Templates;

namespace DatasetKit.Formats;

/// <summary>Writes <c>{"text": …}</c>: the example as a template shows it. With spans also <c>"spans": [[start, end], …]</c>, the code points that carry loss.</summary>
internal sealed class RenderedTextFormat(PromptTemplate template, bool withSpans) : RecordFormat
{
    public override string Name => withSpans ? "spans" : "text";

    public override string Description => $"text rendered with {template.Name}{(withSpans ? ", and the characters that carry loss" : string.Empty)}";

    public override bool Matches(Record record) => record.Has("text");

    public override Example? Read(Record record) => throw new NotSupportedException("Rendered text is not read back as what it was rendered from.");

    public override void Write(RecordBuilder builder, Example example)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(example);
        var writer = new PromptWriter(builder.Json, withSpans);
        builder.BeginText("text"u8);
        var problem = template.Render(writer, example);
        builder.EndText();
        if (problem is not null)
        {
            builder.Reject(template.Failure, null, problem);
            return;
        }

        if (withSpans)
        {
            WriteSpans(builder, TrainedSpans.Of(template, example, writer.Spans, out problem));
            if (problem is not null)
            {
                builder.Reject(null, problem);
            }
        }

        LookAtExample(builder, example);
        LookAtTurns(builder, example.OwnMessages);
        LookAtTurns(builder, example.History);
        for (var i = 0; i < writer.Hidden.Count; i++)
        {
            builder.Lose(writer.Hidden[i]);
        }
    }

    private static void WriteSpans(RecordBuilder builder, IReadOnlyList<LossSpan> spans)
    {
        builder.Name("spans"u8);
        builder.StartArray();
        for (var i = 0; i < spans.Count; i++)
        {
            builder.StartArray();
            builder.Number(spans[i].Start);
            builder.Number(spans[i].End);
            builder.EndArray();
        }

        builder.EndArray();
    }

    private void LookAtExample(RecordBuilder builder, Example example)
    {
        WriteHidden(builder, "id", example.Id);
        WriteHidden(builder, "system", SystemOf(example));
        WriteHidden(builder, "input", example.Input.IsEmpty ? default : example.Input);
        WriteHidden(builder, "category", example.Category);
        if (!example.Tools.IsAbsent && !template.Shows("tools"))
        {
            builder.Extra("tools", example.Tools);
        }

        builder.Extra(example.Metadata);
        if (example.Completions.Count > 0 || example.Media.Count > 0)
        {
            builder.Reject(null, example.Media.Count > 0 ? "a text holds no media" : "a text holds one answer, and the example has several to be compared");
        }
    }

    private static Text SystemOf(Example example) =>
        example.System.IsAbsent && example.OwnMessages.Count > 0 && example.OwnMessages[0].Role == Role.System ? example.OwnMessages[0].Content : example.System;

    private void WriteHidden(RecordBuilder builder, string field, Text text)
    {
        if (!template.Shows(field))
        {
            builder.Extra(field, text);
        }
    }

    /// <summary>What messages say beside their content and the template does not show is in no text, and no reader could put it back.</summary>
    private void LookAtTurns(RecordBuilder builder, IReadOnlyList<Message> turns)
    {
        for (var i = 0; i < turns.Count; i++)
        {
            var turn = turns[i];
            if (!turn.Reasoning.IsEmpty && !template.Shows("reasoning_content"))
            {
                builder.Reject("reasoning_content", $"a message has reasoning, which {template.Name} does not show; convert to openai, or write it into the answer");
            }

            if (turn.ToolCalls.Count > 0 && !template.Shows("tool_calls"))
            {
                builder.Reject("tool_calls", $"a message calls a tool, which {template.Name} does not show; choose a template for tools, such as qwen2.5");
            }

            if (!turn.Name.IsEmpty)
            {
                builder.Lose("name");
            }

            // The spans say which answers are trained, but not by how much.
            if ((!turn.Weight.IsAbsent || turn.Train is not null) && !(withSpans && IsAllOrNothing(turn)))
            {
                builder.Lose("weight");
            }

            for (var j = 0; j < turn.Metadata.Count; j++)
            {
                builder.Lose(turn.Metadata[j].Key.ToString());
            }
        }
    }

    private static bool IsAllOrNothing(Message turn) => turn.Weight.IsAbsent || TurnExtras.Implied(turn.Weight) is not null;
}
