namespace DatasetKit.Formats;

/// <summary>Plain text: one field <c>text</c>, all of it trained.</summary>
internal sealed class PlainTextFormat : RecordFormat
{
    public override string Name => "text";

    public override string Description => "text: one field, rendered with --template or plain";

    public override bool Matches(Record record) => record.Peek("text").IsString;

    public override Example? Read(Record record)
    {
        if (!record.Has("text"))
        {
            return record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"text\"; name the format with --from, or map a field with --map text=FIELD");
        }

        return CommonFields.Finish(record, new Example
        {
            Kind = ExampleKind.PlainText,
            Output = record.TakeText("text"),
            Source = record.Location,
        });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        if (example.Kind != ExampleKind.PlainText)
        {
            builder.Reject(null, "turns become one text only by a template; name one with --template");
            return;
        }

        builder.Property("text"u8, example.Output);
        builder.ExtraId(example);
        builder.Extra("category", example.Category);
        builder.Extra("system", example.System);
        builder.Extra("tools", example.Tools);
        builder.Extra(example.Metadata);
    }
}
