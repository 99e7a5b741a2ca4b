namespace DatasetKit;

/// <summary>What is to be known about an embedded tokenizer without loading it.</summary>
/// <param name="Name">The name that <see cref="Tokenizer.Get"/> takes, e.g. <c>o200k_base</c>.</param>
/// <param name="Description">One line for a person who has to choose.</param>
/// <param name="VocabularySize">How many ordinary tokens it has; special tokens are not counted.</param>
/// <param name="Models">Model names that <see cref="Tokenizer.Get"/> takes in its place, newest family first.</param>
public sealed record TokenizerInfo(string Name, string Description, int VocabularySize, IReadOnlyList<string> Models);
