namespace DatasetKit.Processing;

/// <summary>What came of shortening an example.</summary>
/// <param name="Example">The shorter example; null when it cannot be made to fit.</param>
/// <param name="Count">Its tokens.</param>
/// <param name="What">What was left out; or why nothing could be.</param>
internal readonly record struct Shortened(Example? Example, TokenCount Count, string What);
