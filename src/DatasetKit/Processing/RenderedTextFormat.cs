namespace DatasetKit.Processing;

/// <summary>Writes <c>{"text": …}</c>: the example as a template shows it.</summary>
internal sealed class RenderedTextFormat(PromptTemplate template) : RecordFormat
{
    public override string Name => "text";

    public override string Description => $"text rendered with {template.Name}";

    public override bool Matches(Record record) => record.Has("text");

    public override Example? Read(Record record) => throw new NotSupportedException("Rendered text is not read back as what it was rendered from.");

    public override void Write(RecordBuilder builder, Example example)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(example);
        builder.Name("text"u8);
        builder.Json.Append((byte)'"');
        var why = template.Render(new PromptWriter(builder.Json, withSpans: false), example);
        builder.Json.Append((byte)'"');
        if (why is not null)
        {
            builder.Reject(null, why);
        }

        WriteHidden(builder, "id", example.Id);
        WriteHidden(builder, "system", SystemOf(example));
        WriteHidden(builder, "input", example.Input.IsEmpty ? default : example.Input);
        WriteHidden(builder, "category", example.Category);
        builder.Extra("tools", example.Tools);
        builder.Extra(example.Metadata);
        LookAtTurns(builder, example.OwnMessages);
        LookAtTurns(builder, example.History);
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

    /// <summary>What messages say beside their content is in no text, and no reader could put it back.</summary>
    private void LookAtTurns(RecordBuilder builder, IReadOnlyList<Message> turns)
    {
        for (var i = 0; i < turns.Count; i++)
        {
            var turn = turns[i];
            if (!turn.Reasoning.IsEmpty)
            {
                builder.Reject("reasoning_content", $"a message has reasoning, which {template.Name} does not show; convert to openai, or write it into the answer");
            }

            if (!turn.Name.IsEmpty)
            {
                builder.Lose("name");
            }

            if (!turn.Weight.IsAbsent || turn.Train is not null)
            {
                builder.Lose("weight");
            }

            for (var j = 0; j < turn.Metadata.Count; j++)
            {
                builder.Lose(turn.Metadata[j].Key.ToString());
            }
        }
    }
}
