namespace DatasetKit.Recipes.Running;

/// <summary>Rejects what a recipe is not for. Leaving it out as if it had been looked at would hide that the wrong file was named.</summary>
internal static class WrongKind
{
    /// <summary>A task with its answer goes on; a conversation, a plain text and answers to be compared are rejected.</summary>
    public static Outcome UnlessTask(Example example) =>
        example.Kind == ExampleKind.PlainText ? Reject(example, "a plain text is no task; name its parts with --map")
        : example.Kind != ExampleKind.Instruct || example.History.Count > 0 ? Reject(example, "a conversation is no task; convert it to alpaca, which rejects what has more than one turn")
        : example.Completions.Count > 0 ? Reject(example, "answers to be compared are no answer to a task; convert them to alpaca first, or choose those that were chosen")
        : example;

    /// <summary>Answers to be compared go on; what has none is rejected.</summary>
    public static Outcome UnlessCompared(Example example) =>
        example.Completions.Count == 0 ? Reject(example, "there are no answers to be compared; this takes comparison data: user_input with responses_and_scores, or with completion_a and completion_b") : example;

    private static Outcome Reject(Example example, string message) =>
        Outcome.Reject(new Finding(Diagnostics.Find("DK1016")!, Severity.Error, example.Source, null, message));
}
