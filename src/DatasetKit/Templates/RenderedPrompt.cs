namespace DatasetKit;

/// <summary>A rendered prompt.</summary>
/// <param name="Text">The whole text.</param>
/// <param name="Loss">The parts that carry loss, in order, apart from each other.</param>
public sealed record RenderedPrompt(string Text, IReadOnlyList<LossSpan> Loss);
