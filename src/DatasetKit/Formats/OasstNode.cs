namespace DatasetKit.Formats;

/// <summary>One message of an OpenAssistant tree: <c>text</c>, <c>role</c>, <c>replies</c>, and what people and classifiers said of it.</summary>
internal static class OasstNode
{
    private static readonly string[] OwnFields =
    [
        "message_id", "parent_id", "user_id", "created_date", "lang", "deleted", "review_count", "review_result", "synthetic", "model_name", "rank", "labels", "emojis", "detoxify",
    ];

    /// <summary>Reads a message without its replies; null, and a reject, when it is none.</summary>
    public static Message? Read(Record record, JsonValue node, string pointer)
    {
        Role role;
        if (node["role"].Is("prompter"))
        {
            role = Role.User;
        }
        else if (!OpenAIMessages.TryReadRole(record, node, node["role"], pointer, "role", out role, out _))
        {
            return null;
        }

        if (role is not (Role.User or Role.Assistant))
        {
            record.Reject(StructureDiagnostics.UnknownRole, $"{pointer}/role", $"the role {node["role"]} is none of a tree; known are prompter and assistant");
            return null;
        }

        return node["text"].IsText()
            ? new Message(role, node["text"].Text) { Metadata = CommonFields.RestOf(node, "role", "text", "replies") }
            : CommonFields.RejectType(record, $"{pointer}/text", node["text"]);
    }

    /// <summary>Writes a message and leaves its replies open.</summary>
    public static void Open(RecordBuilder builder, Message message)
    {
        builder.StartObject();
        builder.Property("text"u8, message.Content);
        builder.Property("role"u8, message.Role == Role.User ? "prompter"u8 : "assistant"u8);
        builder.OwnFields(message.Metadata, OwnFields);
        builder.Name("replies"u8);
        builder.StartArray();
    }

    public static void Close(RecordBuilder builder)
    {
        builder.EndArray();
        builder.EndObject();
    }

    /// <summary>The message without the fields that a tree has a place for.</summary>
    public static Message WithoutOwnFields(Message message) => message.Metadata.Count == 0
        ? message
        : new Message(message) { Metadata = new Metadata([.. message.Metadata.Where(field => !field.Key.IsOneOf(OwnFields))]) };

    /// <summary>Whether a message says nothing that a tree has no place for.</summary>
    public static bool IsPlain(Message message) =>
        message is { Parts.Count: 0, ToolCalls.Count: 0, Name.IsAbsent: true, Reasoning.IsAbsent: true, Weight.IsAbsent: true, Train: null, WireRole.IsAbsent: true, ToolCallId.IsAbsent: true }
        && (message.Metadata.Count == 0 || message.Metadata.All(field => field.Key.IsOneOf(OwnFields)));

    /// <summary>Whether two messages are one of the tree.</summary>
    public static bool IsSame(Message one, Message other)
    {
        if (ReferenceEquals(one, other))
        {
            return true;
        }

        var id = one.Metadata["message_id"];
        return !id.IsAbsent && id == other.Metadata["message_id"] && one.Role == other.Role && one.Content == other.Content;
    }
}
