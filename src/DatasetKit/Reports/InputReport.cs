namespace DatasetKit;

/// <summary>What was found in one input and what became of it.</summary>
public sealed class InputReport
{
    internal InputReport()
    {
    }

    /// <summary>The input as it was named.</summary>
    public required string Name { get; init; }

    /// <summary>The container: <c>CSV</c>, <c>TSV</c>, <c>JSON array</c>, <c>JSON Lines</c>, <c>JSON</c>.</summary>
    public required string Container { get; init; }

    /// <summary>The encoding's name.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>The delimiter's name, for CSV and TSV; null otherwise.</summary>
    public string? Delimiter { get; init; }

    /// <summary>Whether the delimiter was detected rather than named.</summary>
    public bool DelimiterDetected { get; init; }

    /// <summary>The format its records were read as; null when there were none.</summary>
    public string? Format { get; internal set; }

    /// <summary>How the format was decided, in a few words.</summary>
    public string? Evidence { get; internal set; }

    /// <summary>Records that were read by another format, because they have its shape.</summary>
    public IReadOnlyDictionary<string, long> OtherFormats => Others;

    /// <summary>Bytes of the input, after decompression.</summary>
    public long Bytes { get; internal set; }

    /// <summary>Bytes that were not read, because no more examples were wanted; null when unknown (pipes).</summary>
    public long? NotReadFrom { get; internal set; }

    /// <summary>What became of its records.</summary>
    public Ledger Ledger => new(Read, Added, Written, Rejected, Filtered, Duplicates, Merged);

    internal Dictionary<string, long> Others { get; } = new(StringComparer.Ordinal);

    internal long Read { get; set; }

    internal long Added { get; set; }

    internal long Written { get; set; }

    internal long Rejected { get; set; }

    internal long Filtered { get; set; }

    internal long Duplicates { get; set; }

    internal long Merged { get; set; }

    /// <summary>Bytes on disk, for progress; null for pipes.</summary>
    internal long? Size { get; init; }

    /// <summary>Bytes read from the disk so far, for progress.</summary>
    internal Func<long> Position { get; init; } = () => 0;
}
