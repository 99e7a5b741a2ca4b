namespace DatasetKit.Tokenization;

/// <summary><c>Sequence</c>: the first that puts tokens around two texts makes them one, and what follows is put around that.</summary>
internal sealed class PostProcessorSequence(PostProcessor[] steps) : PostProcessor
{
    /// <inheritdoc/>
    internal override string Description => string.Join(", ", steps.Select(step => step.Description));

    /// <inheritdoc/>
    internal override List<int> Apply(IReadOnlyList<int> ids, IReadOnlyList<int>? pair)
    {
        foreach (PostProcessor step in steps)
        {
            (ids, pair) = (step.Apply(ids, pair), null);
        }

        return [.. ids];
    }
}
