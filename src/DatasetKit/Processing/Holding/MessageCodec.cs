namespace DatasetKit.Processing;

/// <summary>Messages, and what they are made of, as bytes and back: the part of <see cref="ExampleCodec"/> for conversations.</summary>
internal sealed class MessageCodec(HeldWriter writer, HeldReader reader)
{
    public void Write(IReadOnlyList<Message> messages) => writer.List(messages, Write);

    public IReadOnlyList<Message> ReadMessages() => reader.List(ReadMessage);

    public void Write(Media media)
    {
        writer.Byte((byte)media.Kind);
        writer.Text(media.Reference);
        writer.Json(media.Source);
    }

    public Media ReadMedia() => new((MediaKind)reader.Byte(), reader.Text(), reader.Json());

    public void Write(Metadata metadata) => writer.List(metadata, field =>
    {
        writer.Text(field.Key);
        writer.Json(field.Value);
    });

    public Metadata ReadMetadata()
    {
        var fields = reader.List(() => new KeyValuePair<Text, JsonValue>(reader.Text(), reader.Json()));
        return fields.Count == 0 ? Metadata.None : new Metadata([.. fields]);
    }

    private void Write(Message message)
    {
        writer.Byte((byte)message.Role);
        writer.Text(message.Content);
        writer.List(message.Parts, Write);
        writer.Text(message.Reasoning);
        writer.List(message.ToolCalls, Write);
        writer.Text(message.ToolCallId);
        writer.Text(message.Name);
        writer.Flag(message.Train);
        writer.Json(message.Weight);
        writer.Text(message.WireRole);
        writer.Text(message.CallText);
        Write(message.Metadata);
    }

    private Message ReadMessage() => new((Role)reader.Byte(), reader.Text())
    {
        Parts = reader.List(ReadPart),
        Reasoning = reader.Text(),
        ToolCalls = reader.List(ReadCall),
        ToolCallId = reader.Text(),
        Name = reader.Text(),
        Train = reader.FlagOrNull(),
        Weight = reader.Json(),
        WireRole = reader.Text(),
        CallText = reader.Text(),
        Metadata = ReadMetadata(),
    };

    private void Write(ContentPart part)
    {
        writer.Flag(part.Media is not null);
        if (part.Media is { } media)
        {
            Write(media);
        }
        else
        {
            writer.Text(part.Text);
        }

        Write(part.Metadata);
    }

    private ContentPart ReadPart() => reader.Flag()
        ? new ContentPart(ReadMedia()) { Metadata = ReadMetadata() }
        : new ContentPart(reader.Text()) { Metadata = ReadMetadata() };

    private void Write(ToolCall call)
    {
        writer.Text(call.Id);
        writer.Text(call.Name);
        writer.Json(call.Arguments);
        Write(call.Metadata);
    }

    private ToolCall ReadCall() => new() { Id = reader.Text(), Name = reader.Text(), Arguments = reader.Json(), Metadata = ReadMetadata() };
}
