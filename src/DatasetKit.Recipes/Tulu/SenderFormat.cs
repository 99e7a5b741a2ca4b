namespace DatasetKit.Recipes.Tulu;

/// <summary>ShareGPT that tells a turn of Bing from others: Tülu leaves such conversations out.</summary>
internal sealed class SenderFormat : RecordFormat
{
    /// <summary>The name of a speaker that a message keeps.</summary>
    public const string Bing = "bing";

    public override string Name => ShareGpt.Name;

    public override bool Matches(Record record) => ShareGpt.Matches(record);

    public override Example? Read(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var senders = record.Peek("conversations").Elements.Select(turn => turn["from"].Text == Bing).ToList();
        var example = ShareGpt.Read(record);
        return example is null || !senders.Contains(true)
            ? example
            : example.WithMessages([.. example.Messages.Select((message, i) => i < senders.Count && senders[i] ? new Message(message.Role, message.Content) { Name = Bing } : message)]);
    }

    public override void Write(RecordBuilder builder, Example example) => ShareGpt.Write(builder, example);
}
