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

        builder.Extra("id", example.Id);
        builder.Extra("category", example.Category);
        builder.Extra("tools", example.Tools);
        builder.Extra(example.Metadata);
    }
}
