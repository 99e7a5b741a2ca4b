namespace DatasetKit.Processing;

/// <summary>The raw record of the example that was held back and is on its way again.</summary>
internal sealed class HeldRaw
{
    /// <summary>Null for an example made in memory.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; set; }

    /// <summary>Bytes of the input, -1 when that cannot be said.</summary>
    public long Length { get; set; }
}
