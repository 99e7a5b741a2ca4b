namespace DatasetKit.Processing;

/// <summary>What one source of a mixture counts.</summary>
/// <param name="Weight">In relation to the others; null counts its examples.</param>
/// <param name="Cap">Examples that count at most; null for all.</param>
internal readonly record struct MixShare(double? Weight, long? Cap);
