namespace DatasetKit.Tokenization;

/// <summary><c>TemplateProcessing</c>, and <c>BertProcessing</c> and <c>RobertaProcessing</c>, which are two templates each.</summary>
/// <param name="name">The name in the file.</param>
/// <param name="single">What stands around one text.</param>
/// <param name="pair">What stands around two texts.</param>
internal sealed class TemplatePostProcessor(string name, TemplatePart[] single, TemplatePart[] pair) : PostProcessor
{
    /// <inheritdoc/>
    internal override string Description => FormattableString.Invariant($"{name}: {Added(single)} tokens around a text, {Added(pair)} around a pair");

    /// <inheritdoc/>
    internal override List<int> Apply(IReadOnlyList<int> ids, IReadOnlyList<int>? pairIds)
    {
        var all = new List<int>();
        foreach (TemplatePart part in pairIds is null ? single : pair)
        {
            all.AddRange(part.Ids ?? (part.IsPair ? pairIds ?? [] : ids));
        }

        return all;
    }

    private static int Added(TemplatePart[] parts) => parts.Sum(part => part.Ids?.Length ?? 0);
}

/// <summary>A part of a template.</summary>
/// <param name="Ids">The ids of a special token; null when the part is a text.</param>
/// <param name="IsPair">Whether the text is the second one.</param>
internal sealed record TemplatePart(int[]? Ids, bool IsPair = false);
