namespace DatasetKit.Formats;

/// <summary>
/// LIMA: <c>conversations</c>, the texts of user and assistant by turns, and <c>source</c>; its test set holds questions alone. Mirrors that have turns
/// with roles are read too. Source: allenai/open-instruct, scripts/data/sft_v1_v2/reformat_datasets.py, convert_lima_data.
/// </summary>
internal sealed class LimaFormat() : StringListFormat("lima", "conversations: texts of user and assistant by turns, source (LIMA)", "conversations", null, "source")
{
    public override Example? Read(Record record)
    {
        var example = record.Has("conversations") || !record.Has("conversation") ? base.Read(record) : Find("sharegpt")!.Read(record);
        if (example is { Kind: ExampleKind.Instruct, Output.IsAbsent: true })
        {
            // A record of the test set: nobody has answered it, and nobody is to be trained on it.
            example.Purpose = ExamplePurpose.Questions;
        }

        return example;
    }

    private protected override List<Message>? ReadTurns(Record record, JsonValue turns)
    {
        foreach (var first in turns.Items)
        {
            return first.IsObject ? ShareGptFormat.ReadTurns(record, turns, "/conversations") : base.ReadTurns(record, turns);
        }

        return base.ReadTurns(record, turns);
    }
}
