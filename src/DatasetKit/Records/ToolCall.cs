namespace DatasetKit;

/// <summary>A call of a tool by the assistant.</summary>
public sealed class ToolCall
{
    /// <summary>The id that the tool's result refers to; absent in ShareGPT.</summary>
    public Text Id { get; init; }

    /// <summary>The function's name.</summary>
    public Text Name { get; init; }

    /// <summary>The arguments verbatim: an object, or (OpenAI) a string that holds JSON.</summary>
    public JsonValue Arguments { get; init; }

    /// <summary>Members that no property of this type holds, verbatim.</summary>
    public Metadata Metadata { get; init; } = Metadata.None;
}
