namespace DatasetKit.Recipes.Bloomz;

/// <summary>Records of any shape, whole, for templates that say themselves what to make of their fields.</summary>
internal sealed class FieldsFormat : RecordFormat
{
    private const string Field = "record";

    public override string Name => "fields";

    public override bool Matches(Record record) => true;

    public override Example? Read(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var fields = record.Value;
        record.Rest();
        return Example.Instruct(default, default).WithSource(record.Location).WithMetadata(Metadata.None.With(Field, fields));
    }

    public override void Write(RecordBuilder builder, Example example) => throw new NotSupportedException("these are read, never written");

    /// <summary>The record of an example that was read so.</summary>
    public static JsonValue Of(Example example) => example.Metadata[Field];
}
