namespace DatasetKit;

/// <summary>What becomes of an example that has more tokens than the limit.</summary>
public enum Overflow
{
    /// <summary>It is rejected (DK3001).</summary>
    Reject,

    /// <summary>
    /// Its oldest rounds (a user message and all that follows it until the next one) are left out until it fits, with a warning (DK3002). The system message and the last
    /// round stay; an example that does not fit with those alone is rejected.
    /// </summary>
    DropTurns,

    /// <summary>
    /// Texts that nobody learns from are cut at their end, the oldest first, at token and code-point boundaries and with a warning (DK3003): user messages before
    /// the last one, tool results, assistant messages that are marked as not trained, and a plain text. The system message, the last user message and trained
    /// messages stay whole; an example that does not fit then is rejected.
    /// </summary>
    Truncate,
}
