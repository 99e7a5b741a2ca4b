using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>
/// Writes each record as it was read: for steps that choose among records and change none. From JSON Lines to JSON Lines a record keeps
/// its bytes; from a table it is an object of texts.
/// </summary>
internal sealed class VerbatimFormat : RecordFormat
{
    public static VerbatimFormat Instance { get; } = new();

    public override string Name => "as read";

    public override bool Matches(Record record) => false;

    public override Example? Read(Record record) => throw new NotSupportedException("Records as they were read have a format of their own.");

    public override void Write(RecordBuilder builder, Example example)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(example);
        var record = example.Verbatim;
        if (record.IsEmpty)
        {
            throw new InvalidOperationException("The run does not keep records as they were read.");
        }

        if (!builder.Json.Ascii)
        {
            builder.Json.Append(record.Span[1..^1]);
            return;
        }

        foreach (var (name, value) in JsonTapeReader.Parse(record.ToArray()).Members)
        {
            builder.Name(name);
            builder.Value(value);
        }
    }
}
