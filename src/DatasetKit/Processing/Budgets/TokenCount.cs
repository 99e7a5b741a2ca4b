namespace DatasetKit;

/// <summary>The tokens of one example.</summary>
/// <param name="Total">All tokens, 0 or more.</param>
/// <param name="Trained">Those that carry loss, 0 to <paramref name="Total"/>.</param>
/// <param name="Problem">Why the example cannot be counted; null when it was.</param>
public readonly record struct TokenCount(int Total, int Trained, string? Problem = null);
