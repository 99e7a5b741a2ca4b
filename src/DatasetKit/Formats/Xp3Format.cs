namespace DatasetKit.Formats;

/// <summary>
/// xP3, which BLOOMZ was trained on: <c>inputs</c> and <c>targets</c> (bigscience-workshop/bigscience:data/xp3/prepare_xp3_train.py), and xP3x with
/// <c>language</c>, <c>split</c>, <c>template</c>, <c>dataset</c>, <c>config</c> (bigscience-workshop/xmtf:create_xp3x.py). Early files had
/// <c>targets</c> as a list, of which element 0 is the answer (data/xp3/update_jsonls.py).
/// </summary>
internal sealed class Xp3Format : RecordFormat
{
    private const string ListShape = "xp3:list";

    private static readonly string[] Own = ["language", "split", "template", "dataset", "config"];

    public override string Name => "xp3";

    public override string Description => "inputs, targets; also language, split, template, dataset, config (xP3, xP3x, BLOOMZ)";

    public override bool Matches(Record record) =>
        record.Has("inputs", "targets") && record.Peek("inputs").IsText() && (record.Peek("targets").IsText() || record.Peek("targets").IsArray);

    public override Example? Read(Record record)
    {
        if (!record.Has("inputs") && !record.Has("targets"))
        {
            return record.Reject(StructureDiagnostics.UnknownShape, null, "no field \"inputs\" and no field \"targets\"; name the format with --from, or map the fields with --map");
        }

        return CommonFields.Finish(record, record.Peek("targets").IsArray ? ReadList(record) : new Example
        {
            Instruction = record.TakeText("inputs"),
            Output = record.TakeText("targets"),
            Source = record.Location,
        });
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        if (TwoTexts.TryWriteQuestion(builder, example, Name, "inputs"u8, out var turn))
        {
            var isList = Shape.Is(example, ListShape);
            if (isList)
            {
                FirstOfList.Write(builder, "targets"u8, example.Metadata["targets"], turn.Output);
            }
            else
            {
                builder.Property("targets"u8, turn.Output);
            }

            WriteRest(builder, example, turn, isList);
        }
    }

    private static void WriteRest(RecordBuilder builder, Example example, SingleTurn turn, bool isList)
    {
        // The list of several answers has been written, or gave way to another answer.
        var rest = isList && !example.Metadata["targets"].IsAbsent ? example.WithMetadata(example.Metadata.With("targets", default)) : example;
        TwoTexts.WriteRest(builder, rest, turn, Own);
    }

    private static Example ReadList(Record record)
    {
        var question = record.TakeText("inputs");
        return new Example
        {
            Instruction = question,
            Output = FirstOfList.Read(record, "targets"),
            Source = record.Location,
            Shape = ListShape,
        };
    }
}
