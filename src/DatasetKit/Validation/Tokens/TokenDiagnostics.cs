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
        "Shorten the example, split the conversation, raise --max-tokens, or choose --when-over drop-turns or truncate.");

    public static readonly Diagnostic TurnsDropped = new(
        "DK3002",
        "turns-dropped",
        Severity.Warning,
        "The oldest rounds of a conversation were left out to meet the limit.",
        "What was said in them is not trained, and later turns may refer to it.",
        "Nothing, if that is what --when-over drop-turns was to do; otherwise raise --max-tokens or split the conversation.");

    public static readonly Diagnostic TextCut = new(
        "DK3003",
        "text-cut",
        Severity.Warning,
        "The ends of texts that are not trained were cut to meet the limit.",
        "The model sees a question or a tool's result that stops in the middle.",
        "Nothing, if that is what --when-over truncate was to do; otherwise raise --max-tokens or shorten the texts.");

    public static readonly Diagnostic NotCountable = new(
        "DK3004",
        "tokens-not-countable",
        Severity.Error,
        "The tokens of the example cannot be counted as it was asked: the template cannot show it, or it has no messages, or it holds media.",
        "An example that was not counted may be longer than the limit.",
        "Count with a template that shows it, or without one: then its texts are counted by themselves.");

    public static readonly Diagnostic StopTokenSplit = new(
        "DK3005",
        "stop-token-split",
        Severity.Warning,
        "What ends an answer in the template is several tokens of the tokenizer and not one.",
        "The model learns to spell the end of an answer, and where it is used nothing stops it: that looks for the one token.",
        "Take tokenizer and template of the same model, or add the token to the tokenizer before training.");

    public static IReadOnlyList<Diagnostic> All { get; } = [OverBudget, TurnsDropped, TextCut, NotCountable, StopTokenSplit];
}
