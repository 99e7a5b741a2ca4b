namespace DatasetKit;

/// <summary>One turn of a conversation.</summary>
public sealed class Message
{
    /// <summary>A message of a role and a text.</summary>
    /// <param name="role">Who speaks.</param>
    /// <param name="content">What is said; absent or null beside tool calls.</param>
    public Message(Role role, Text content)
    {
        Role = role;
        Content = content;
    }

    /// <summary>The same message; an initializer may change what it holds.</summary>
    internal Message(Message other)
    {
        Role = other.Role;
        Content = other.Content;
        Parts = other.Parts;
        Reasoning = other.Reasoning;
        ToolCalls = other.ToolCalls;
        ToolCallId = other.ToolCallId;
        Name = other.Name;
        Train = other.Train;
        Weight = other.Weight;
        WireRole = other.WireRole;
        CallText = other.CallText;
        Metadata = other.Metadata;
    }

    /// <summary>Who speaks.</summary>
    public Role Role { get; }

    /// <summary>What is said. With <see cref="Parts"/> it is their texts joined, for those who need only text.</summary>
    public Text Content { get; internal init; }

    /// <summary>The ordered parts when the content is a list (OpenAI, multimodal); empty when it is a plain string.</summary>
    public IReadOnlyList<ContentPart> Parts { get; init; } = [];

    /// <summary>The reasoning that precedes the answer (<c>reasoning_content</c>).</summary>
    public Text Reasoning { get; init; }

    /// <summary>The tools that the assistant calls in this turn.</summary>
    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    /// <summary>For a tool message: the call it answers.</summary>
    public Text ToolCallId { get; init; }

    /// <summary>The speaker's or the tool's name.</summary>
    public Text Name { get; init; }

    /// <summary>Whether this turn is trained (<c>train</c>, <c>weight</c> 0 or 1); null leaves it to the template.</summary>
    public bool? Train { get; init; }

    /// <summary>The loss weight as it stood (<c>weight</c>); absent when there is none.</summary>
    public JsonValue Weight { get; init; }

    /// <summary>Whether the turn is one that is trained: the assistant's, unless it is marked otherwise.</summary>
    internal bool IsTrained => Role == Role.Assistant && Train is not false;

    /// <summary>The role's name where the neutral role says less (<c>developer</c>); absent otherwise.</summary>
    internal Text WireRole { get; init; }

    /// <summary>The text that <see cref="ToolCalls"/> were parsed from (ShareGPT's <c>function_call</c>), verbatim; absent otherwise.</summary>
    internal Text CallText { get; init; }

    /// <summary>Members that no property of this type holds, verbatim.</summary>
    public Metadata Metadata { get; init; } = Metadata.None;

    /// <summary>The same message with another text; parts give way to it.</summary>
    /// <param name="content">What is said.</param>
    public Message WithContent(Text content) => new(this) { Content = content, Parts = [] };
}
