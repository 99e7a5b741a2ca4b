namespace DatasetKit.Templates;

/// <summary>Leaves out the answers that the example itself marks as not trained: a prompt template marks every answer, a chat template heeds the marks.</summary>
internal static class TrainedSpans
{
    /// <summary>The spans that are trained.</summary>
    /// <param name="template">What marked them.</param>
    /// <param name="example">The example that was rendered.</param>
    /// <param name="spans">What it marked, one for each answer.</param>
    /// <param name="problem">Why they cannot be told apart; null when they can.</param>
    public static IReadOnlyList<LossSpan> Of(PromptTemplate template, Example example, IReadOnlyList<LossSpan> spans, out string? problem)
    {
        problem = null;
        var messages = example.Kind == ExampleKind.Chat ? example.OwnMessages : example.History;
        if (template is ChatTemplate or UltraLmLegacyTemplate || messages.All(message => message.Train is not false))
        {
            return spans;
        }

        bool[] trained = [.. messages.Where(m => m.Role == Role.Assistant).Select(m => m.IsTrained), .. example.Kind == ExampleKind.Chat ? (bool[])[] : [true]];
        if (trained.Length == spans.Count)
        {
            return [.. spans.Where((_, i) => trained[i])];
        }

        problem = $"the example says which of its {trained.Length} answers are trained, and {template.Name} marks {spans.Count}";
        return spans;
    }
}
