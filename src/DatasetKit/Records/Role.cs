namespace DatasetKit;

/// <summary>Who speaks in a message.</summary>
public enum Role
{
    /// <summary>Instructions that hold for the whole conversation; OpenAI's <c>developer</c> too.</summary>
    System,

    /// <summary>The person who asks.</summary>
    User,

    /// <summary>The model that answers: what is trained.</summary>
    Assistant,

    /// <summary>The result of a tool call.</summary>
    Tool,
}
