namespace DatasetKit.Tokenization;

/// <summary>Puts a model's own tokens around those of a text, as the section <c>post_processor</c> of a tokenizer file names it.</summary>
internal abstract class PostProcessor
{
    /// <summary>What it is, for a person.</summary>
    internal abstract string Description { get; }

    /// <summary>Puts the tokens around.</summary>
    /// <param name="ids">The ids of a text.</param>
    /// <param name="pair">Those of a second text; null when there is none.</param>
    internal abstract List<int> Apply(IReadOnlyList<int> ids, IReadOnlyList<int>? pair);
}
