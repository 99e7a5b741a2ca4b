namespace DatasetKit.Formats;

/// <summary>
/// The samples of InstructGPT's automatic evaluation, the only data of it that was published: CSV with a row index under a blank header, then
/// <c>model_type</c>, <c>prompt_type</c>, <c>context</c>, <c>ref_text</c>, <c>sample</c> and <c>toxicity</c>, some of them in some files
/// (openai/following-instructions-human-feedback:automatic-eval-samples).
/// </summary>
internal sealed class InstructGptSamplesFormat : RecordFormat
{
    private static readonly string[] Before = ["", "model_type", "prompt_type"];
    private static readonly string[] Between = ["ref_text"];
    private static readonly string[] After = ["toxicity"];
    private static readonly string[] Own = [.. Before, .. Between, .. After];

    public override string Name => "instructgpt-samples";

    public override string Description => "model_type, prompt_type, context, ref_text, sample, toxicity (InstructGPT evaluation samples)";

    public override bool Matches(Record record) => record.Has("context", "sample", "model_type");

    public override Example? Read(Record record) => !record.Has("context") && !record.Has("sample")
        ? record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"context\" and no field \"sample\"; name the format with --from, or map the fields with --map")
        : CommonFields.Finish(record, new Example
        {
            Instruction = record.TakeText("context"),
            Output = record.TakeText("sample"),
            Source = record.Location,
        });

    public override void Write(RecordBuilder builder, Example example)
    {
        builder.OwnFields(example.Metadata, Before);
        if (TwoTexts.TryWriteQuestion(builder, example, Name, "context"u8, out var turn))
        {
            builder.OwnFields(example.Metadata, Between);
            builder.Property("sample"u8, turn.Output);
            builder.OwnFields(example.Metadata, After);
            builder.Extra(example.Metadata, Own);
            builder.ExtraId(example);
            builder.Extra("category", example.Category);
            CommonFields.ExtraSystem(builder, turn.System);
            builder.Extra("tools", example.Tools);
            turn.KeepHistory(builder);
        }
    }
}
