namespace DatasetKit;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,

    /// <summary>The record is kept, but somebody should look.</summary>
    Warning,

    /// <summary>The record is rejected.</summary>
    Error,
}
