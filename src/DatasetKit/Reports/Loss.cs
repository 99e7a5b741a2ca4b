namespace DatasetKit;

/// <summary>A field that the target format could not hold.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Count">In how many examples it was lost.</param>
/// <param name="First">The first of them.</param>
public sealed record Loss(string Field, long Count, SourceLocation First);
