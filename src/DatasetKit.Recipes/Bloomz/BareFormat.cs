namespace DatasetKit.Recipes.Bloomz;

/// <summary>xP3 with inputs and targets alone: what a pair is of stands in the name of its file.</summary>
internal sealed class BareFormat(RecordFormat xp3) : RecordFormat
{
    public override string Name => xp3.Name;

    public override bool Matches(Record record) => xp3.Matches(record);

    public override Example? Read(Record record) => xp3.Read(record);

    public override void Write(RecordBuilder builder, Example example)
    {
        ArgumentNullException.ThrowIfNull(example);
        xp3.Write(builder, example.WithMetadata(Metadata.None));
    }
}
