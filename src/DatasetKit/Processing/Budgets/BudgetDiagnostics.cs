namespace DatasetKit.Processing;

/// <summary>Faults of token budgets (DK3).</summary>
internal static class BudgetDiagnostics
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
