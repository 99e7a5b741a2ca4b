namespace DatasetKit.Recipes.SelfInstruct;

/// <summary>A known format with fields of its own beside: requests that say what they are about, <c>regen.json</c>.</summary>
internal sealed class FieldsBesideFormat(RecordFormat format, params string[] fields) : RecordFormat
{
    public override string Name => format.Name;

    public override bool Matches(Record record) => format.Matches(record);

    public override Example? Read(Record record) => format.Read(record);

    public override void Write(RecordBuilder builder, Example example)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(example);
        var (beside, rest) = (Metadata.None, example.Metadata);
        foreach (var field in fields)
        {
            (beside, rest) = (beside.With(field, rest[field]), rest.With(field, default));
        }

        format.Write(builder, example.WithMetadata(rest));
        builder.Fields(beside, fields);
    }
}
