namespace DatasetKit.Formats;

/// <summary>
/// The Flan Collection: <c>inputs</c> and <c>targets</c> with <c>task_source</c>, <c>task_name</c>, <c>template_type</c> and <c>template_idx</c>
/// (google-research/FLAN:flan/v2/README.md), or as its mirrors name them, <c>source</c> and <c>target</c>; also what SeqIO gives
/// (flan/v2/run_example.py): underscores before these names, and <c>inputs_pretokenized</c> beside token ids.
/// </summary>
internal sealed class FlanFormat : RecordFormat
{
    private const string MirrorShape = "flan:source";
    private const string TokensShape = "flan:tokens";

    private static readonly string[] Own =
    [
        "task_source", "task_name", "template_type", "template_idx", "task", "_template_idx", "_task_source", "_task_name", "_template", "_template_type",
        "inputs_pretokenized", "targets_pretokenized",
    ];

    public override string Name => "flan";

    public override string Description => "inputs, targets (mirrors: source, target) with task_source, task_name, template_type (Flan Collection)";

    public override bool Matches(Record record) =>
        ((record.Has("inputs", "targets") || record.Has("source", "target")) && (record.Has("task_name") || record.Has("task_source") || record.Has("template_type") || record.Has("_task_name")))
        || record.Has("inputs_pretokenized", "targets_pretokenized");

    public override Example? Read(Record record)
    {
        var isMirror = !record.Has("inputs") && !record.Has("targets");
        if (isMirror && !record.Has("source") && !record.Has("target") && !record.Has("inputs_pretokenized"))
        {
            return record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"inputs\" and no field \"targets\"; name the format with --from, or map the fields with --map");
        }

        var isTokens = record.Has("inputs_pretokenized") && !record.Peek("inputs").IsString;
        var (question, answer) = isTokens ? ("inputs_pretokenized", "targets_pretokenized") : isMirror ? ("source", "target") : ("inputs", "targets");
        return CommonFields.Finish(record, new Example
        {
            Instruction = record.TakeText(question),
            Output = record.TakeText(answer),
            Source = record.Location,
            Shape = isTokens ? TokensShape : isMirror ? MirrorShape : null,
        });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        var (isTokens, isMirror) = (Shape.Is(example, TokensShape), Shape.Is(example, MirrorShape));
        if (!TwoTexts.TryWriteQuestion(builder, example, Name, isTokens ? "inputs_pretokenized"u8 : isMirror ? "source"u8 : "inputs"u8, out var turn))
        {
            return;
        }

        builder.Property(isTokens ? "targets_pretokenized"u8 : isMirror ? "target"u8 : "targets"u8, turn.Output);
        if (isTokens)
        {
            TwoTexts.WriteRest(builder, example, turn, ["inputs", "targets", .. Own.AsSpan(0, Own.Length - 2)]);
        }
        else
        {
            TwoTexts.WriteRest(builder, example, turn, Own);
        }
    }
}
