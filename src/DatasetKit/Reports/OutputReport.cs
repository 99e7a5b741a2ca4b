namespace DatasetKit;

/// <summary>A file that was written.</summary>
/// <param name="Path">The file; <c>-</c> is standard output.</param>
/// <param name="Records">Records in it.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record OutputReport(string Path, long Records, long Bytes);
