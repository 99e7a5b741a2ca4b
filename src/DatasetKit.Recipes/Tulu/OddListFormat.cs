namespace DatasetKit.Recipes.Tulu;

/// <summary>LIMA's lists of texts, also those of an odd number, which end with a question that nobody answered.</summary>
internal sealed class OddListFormat(RecordFormat lima) : RecordFormat
{
    public override string Name => lima.Name;

    public override bool Matches(Record record) => lima.Matches(record);

    public override Example? Read(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var texts = record.Peek("conversations").Elements.ToList();
        if (texts.Count < 3 || texts.Count % 2 == 0 || !texts.TrueForAll(text => text.IsString))
        {
            return lima.Read(record);
        }

        record.Take("conversations");
        return Example.Chat([.. texts.Select((text, i) => new Message(i % 2 == 0 ? Role.User : Role.Assistant, text.Text))])
            .WithSource(record.Location).WithMetadata(record.Rest());
    }

    public override void Write(RecordBuilder builder, Example example) => lima.Write(builder, example);
}
