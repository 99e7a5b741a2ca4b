namespace DatasetKit;

/// <summary>An answer that is compared with others: chosen, rejected, ranked, scored or labelled.</summary>
public sealed class Completion
{
    /// <summary>A compared answer.</summary>
    /// <param name="messages">The turns that follow the prompt, usually one of the assistant.</param>
    public Completion(IReadOnlyList<Message> messages) => Messages = messages;

    /// <summary>The turns that follow the prompt, usually one of the assistant.</summary>
    public IReadOnlyList<Message> Messages { get; }

    /// <summary>True for the chosen one, false for a rejected one, null when ranks or scores say it.</summary>
    public bool? Chosen { get; init; }

    /// <summary>Its rank, 1 is the best, equal ranks are ties; null when not ranked.</summary>
    public int? Rank { get; init; }

    /// <summary>Its score as it stood; absent when not scored.</summary>
    public JsonValue Score { get; init; }

    /// <summary>The model or person it came from.</summary>
    public Text Source { get; init; }

    /// <summary>Members that no property of this type holds, verbatim.</summary>
    public Metadata Metadata { get; init; } = Metadata.None;
}
