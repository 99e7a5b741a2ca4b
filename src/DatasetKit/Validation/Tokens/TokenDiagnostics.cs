namespace DatasetKit.Validation;

/// <summary>Faults of token counts (DK3). They are found where a tokenizer is at hand, not by a rule.</summary>
internal static class TokenDiagnostics
{
    public static readonly Diagnostic OverBudget = new(
        "DK3001",
        "over-token-budget",
        Severity.Error,
        "The example has more tokens than the limit.",
        "A trainer would cut it, usually at the end of the answer, and teach the model to stop in mid-sentence.",
        "Shorten the example, split the conversation, or raise --max-tokens.");

    public static IReadOnlyList<Diagnostic> All { get; } = [OverBudget];
}
