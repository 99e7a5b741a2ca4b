namespace DatasetKit.IO;

/// <summary>A stretch of input with what was read from it.</summary>
internal struct RecordSpan
{
    public SpanKind Kind;

    /// <summary>The root of the record on the batch's tape; -1 when there is none.</summary>
    public int Node;

    /// <summary>First byte in the input.</summary>
    public long Offset;

    /// <summary>Bytes in the input, line end included.</summary>
    public long Length;

    /// <summary>Where the bytes without the line end stand in the batch's block, as UTF-8.</summary>
    public int RawStart;

    /// <summary>Length in the block; less than the record where an over-long reject was cut.</summary>
    public int RawLength;

    /// <summary>Line on which it begins, from 1.</summary>
    public long Line;

    /// <summary>Column at which it begins, in code points from 1.</summary>
    public int Column;

    /// <summary>Number among the records of the file, unreadable ones included, from 1; 0 for what is no record.</summary>
    public long Number;

    /// <summary>The bytes without the line end as the source has them, where they could not be decoded; otherwise null.</summary>
    public byte[]? Original;

    /// <summary>Why it was rejected.</summary>
    public Finding? Problem;
}
