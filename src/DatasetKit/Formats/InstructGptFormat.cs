namespace DatasetKit.Formats;

/// <summary>
/// A demonstration as InstructGPT's labelers wrote them: <c>prompt</c>, <c>completion</c>, <c>user_id</c>, <c>labeler_id</c>, <c>use_case</c>,
/// <c>source</c>, <c>prompt_type</c>. No training data was published; the fields are those that the paper's appendix A speaks of (arXiv 2203.02155).
/// </summary>
internal sealed class InstructGptFormat : RecordFormat
{
    private static readonly string[] Own = ["user_id", "labeler_id", "source", "prompt_type"];

    public override string Name => "instructgpt";

    public override string Description => "prompt, completion, user_id, labeler_id, use_case, source, prompt_type (InstructGPT demonstrations)";

    public override bool Matches(Record record) =>
        record.Has("prompt", "completion") && (record.Has("user_id") || record.Has("labeler_id") || record.Has("use_case") || record.Has("prompt_type"))
        && record.Peek("prompt").IsText() && record.Peek("completion").IsText() && !record.Has("label");

    public override Example? Read(Record record) => !record.Has("prompt") && !record.Has("completion")
        ? record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"prompt\" and no field \"completion\"; name the format with --from, or map the fields with --map")
        : CommonFields.Finish(record, new Example
        {
            Instruction = record.TakeText("prompt"),
            Output = record.TakeText("completion"),
            Category = record.TakeText("use_case"),
            Source = record.Location,
        });

    public override void Write(RecordBuilder builder, Example example)
    {
        if (TwoTexts.TryWriteQuestion(builder, example, Name, "prompt"u8, out var turn))
        {
            builder.Property("completion"u8, turn.Output);
            builder.Property("use_case"u8, example.Category);
            builder.Fields(example.Metadata, Own);
            builder.ExtraId(example);
            CommonFields.ExtraSystem(builder, turn.System);
            builder.Extra("tools", example.Tools);
            turn.KeepHistory(builder);
        }
    }
}
