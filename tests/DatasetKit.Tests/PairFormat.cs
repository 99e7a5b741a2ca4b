namespace DatasetKit.Tests;

/// <summary>A format of a user's: <c>q</c> and <c>a</c>.</summary>
internal sealed class PairFormat : RecordFormat
{
    public override string Name => "pair";

    public override bool Matches(Record record) => record.Has("q", "a");

    public override Example? Read(Record record)
    {
        var (question, answer) = (record.TakeText("q"), record.TakeText("a"));
        return answer.IsAbsent
            ? record.Reject(StructureDiagnostics.MalformedField, "a", "there is no answer")
            : Example.Instruct(question, answer).WithMetadata(record.Rest()).WithSource(record.Location);
    }

    public override void Write(RecordBuilder builder, Example example)
    {
        if (example.Instruction == "unwritable")
        {
            builder.Reject("q", "this question cannot be written");
        }

        builder.Property("q"u8, example.Instruction);
        builder.Property("a"u8, example.Output);
        builder.Extra(example.Metadata);
    }
}
