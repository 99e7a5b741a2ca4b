namespace DatasetKit.Tokenization;

/// <summary>A pattern tries without end.</summary>
internal sealed class PatternExplodedException : Exception;
