namespace DatasetKit.Formats;

/// <summary>What a format of one turn calls its fields; what has no name has no place in it.</summary>
internal sealed class TurnNames
{
    /// <summary>The task.</summary>
    public required FieldName Instruction { get; init; }

    /// <summary>What the task works on, written empty when there is nothing; null where the format joins it to the instruction.</summary>
    public FieldName? Input { get; init; }

    /// <summary>The answer; null where the format holds questions only.</summary>
    public FieldName? Output { get; init; }

    /// <summary>The system prompt.</summary>
    public FieldName? System { get; init; }

    /// <summary>Whether the kind of task and what is held stand before the question.</summary>
    public bool KindFirst { get; init; }

    /// <summary>The kind of task.</summary>
    public FieldName? Category { get; init; }

    /// <summary>The record's own id.</summary>
    public FieldName? Id { get; init; }

    /// <summary>Fields that the neutral record has no place for.</summary>
    public string[] Held { get; init; } = [];
}
