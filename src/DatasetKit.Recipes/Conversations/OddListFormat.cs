namespace DatasetKit.Recipes.Conversations;

/// <summary>Lists of texts by turns, also those of an odd number, which end with a question that nobody answered.</summary>
/// <param name="format">The format of the others.</param>
/// <param name="list">The field that holds the list.</param>
internal sealed class OddListFormat(RecordFormat format, string list) : RecordFormat
{
    public override string Name => format.Name;

    public override bool Matches(Record record) => format.Matches(record);

    public override Example? Read(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var texts = record.Peek(list).Elements.ToList();
        if (texts.Count < 3 || texts.Count % 2 == 0 || !texts.TrueForAll(text => text.IsString))
        {
            return format.Read(record);
        }

        record.Take(list);
        var example = Example.Chat([.. texts.Select((text, i) => new Message(i % 2 == 0 ? Role.User : Role.Assistant, text.Text))]).WithSource(record.Location);
        return (record.Peek("id").IsString ? example.WithId(record.Take("id").Text) : example).WithMetadata(record.Rest());
    }

    public override void Write(RecordBuilder builder, Example example) => format.Write(builder, example);

    /// <summary>Leaves out a last question of an odd list, with a warning.</summary>
    public Outcome Repair(Example example) => example.Messages is [_, _, .., { Role: Role.User }] messages
        ? Outcome.Keep(example.WithMessages([.. messages.SkipLast(1)])).Warn(new Finding(
            Diagnostics.Find("DK1010")!, Severity.Warning, example.Source, "/" + list, $"{messages.Count} texts, the last of which is a question without an answer; it was left out"))
        : example;
}
