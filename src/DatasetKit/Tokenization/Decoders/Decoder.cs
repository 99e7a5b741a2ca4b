namespace DatasetKit.Tokenization;

/// <summary>Makes text of tokens, as the section <c>decoder</c> of a tokenizer file names it.</summary>
internal abstract class Decoder
{
    /// <summary>What it is, for a person.</summary>
    internal abstract string Description { get; }

    /// <summary>Changes the tokens on the way to text.</summary>
    internal abstract List<string> Apply(List<string> tokens);
}
