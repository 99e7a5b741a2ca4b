namespace DatasetKit;

/// <summary>How a dataset is written.</summary>
public sealed record WriteOptions
{
    /// <summary>The defaults.</summary>
    public static WriteOptions Default { get; } = new();

    /// <summary>Whether an existing output is replaced. Default false: it is refused. An input is never replaced.</summary>
    public bool Force { get; init; }

    /// <summary>Whether an output that gets no record is not written, of several (an older file of that name stays). Default false: an empty one appears.</summary>
    public bool SkipEmpty { get; init; }

    /// <summary>Where rejected records go; null (default) is <c>OUT.rejects.jsonl</c> beside the output. Written only if there are any.</summary>
    public string? Rejects { get; init; }

    /// <summary>Where records go that were left out on purpose, each with its step and reason; null (default): they are only counted.</summary>
    public string? Dropped { get; init; }

    /// <summary>What becomes of things the format has no field for. Default <see cref="ExtraPolicy.Drop"/>: counted as losses.</summary>
    public ExtraPolicy Extra { get; init; }

    /// <summary>Whether any loss ends the run with nothing published. Default false.</summary>
    public bool Lossless { get; init; }

    /// <summary>More rejects than this end the run with nothing published; null (default) allows any number.</summary>
    public long? MaxRejects { get; init; }

    /// <summary>A larger share of rejects than this, 0 to 1, ends the run with nothing published; null (default) allows any.</summary>
    public double? MaxRejectShare { get; init; }

    /// <summary>Spaces of indentation in a JSON array, 0 to 16. Default 0: one record a line.</summary>
    public int Indent { get; init; }

    /// <summary>Whether characters outside ASCII are written as <c>\u</c> escapes. Default false.</summary>
    public bool Ascii { get; init; }

    /// <summary>Whether cells that a spreadsheet would run as formulas get a <c>'</c> before them, when CSV is written. Default false.</summary>
    public bool EscapeFormulas { get; init; }

    /// <summary>Called after each batch of an input, to show how far it is; on the thread that works. Null (default): nobody looks.</summary>
    public Action<InputReport>? OnProgress { get; init; }

    /// <summary>Called for each finding, with its number among those of its code and file; on the thread that works. Null (default): nobody looks.</summary>
    public Action<Finding, long>? OnFinding { get; init; }

    /// <summary>The file system; tests put a faulty one here.</summary>
    internal IO.IFileSystem? FileSystem { get; init; }
}
