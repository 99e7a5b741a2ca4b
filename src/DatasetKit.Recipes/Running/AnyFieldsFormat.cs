namespace DatasetKit.Recipes.Running;

/// <summary>Records of any fields: all of them are metadata.</summary>
internal sealed class AnyFieldsFormat : RecordFormat
{
    public override string Name => "fields";

    public override bool Matches(Record record) => true;

    public override Example? Read(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Example.Instruct(default, default).WithMetadata(record.Rest()).WithSource(record.Location);
    }

    public override void Write(RecordBuilder builder, Example example) => builder.Extra(example.Metadata);
}
