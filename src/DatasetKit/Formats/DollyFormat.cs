namespace DatasetKit.Formats;

/// <summary>Dolly 2.0: <c>instruction</c>, <c>context</c>, <c>response</c>, <c>category</c> (databrickslabs/dolly).</summary>
internal sealed class DollyFormat : RecordFormat
{
    public override string Name => "dolly";

    public override string Description => "instruction, context, response, category (Dolly 2.0)";

    public override bool Matches(Record record) =>
        record.Has("instruction", "response") && (record.Has("context") || (record.Has("category") && !record.Has("input")));

    public override Example? Read(Record record)
    {
        if (!record.Has("instruction") && !record.Has("response") && !record.Has("context"))
        {
            return record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"instruction\" and no field \"response\"; name the format with --from, or map the fields with --map");
        }

        var example = new Example
        {
            Instruction = record.TakeText("instruction"),
            Input = record.TakeText("context"),
            Output = record.TakeText("response"),
            Category = record.TakeText("category"),
            Source = record.Location,
        };
        return CommonFields.Finish(record, example);
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        if (!SingleTurn.TryTake(builder, example, Name, out var turn))
        {
            return;
        }

        builder.Property("instruction"u8, turn.Instruction);
        builder.Property("context"u8, turn.Input.HasValue ? turn.Input : Text.Empty);
        builder.Property("response"u8, turn.Output);
        builder.Property("category"u8, example.Category);
        builder.ExtraId(example);
        CommonFields.ExtraSystem(builder, turn.System);
        builder.Extra("tools", example.Tools);
        builder.Extra(example.Metadata);
        turn.KeepHistory(builder);
    }
}
