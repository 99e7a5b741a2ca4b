namespace DatasetKit.IO;

/// <summary>What a stretch of input bytes is. Every byte belongs to exactly one.</summary>
internal enum SpanKind : byte
{
    /// <summary>A record that could be read.</summary>
    Record,

    /// <summary>A record, or the rest of a file, that could not.</summary>
    Reject,

    /// <summary>A line of nothing.</summary>
    Blank,

    /// <summary>The header of a CSV file.</summary>
    Header,

    /// <summary>A byte order mark.</summary>
    ByteOrderMark,

    /// <summary>Excel's <c>sep=</c> line, or lines left out by <c>--skip</c>.</summary>
    Directive,

    /// <summary>Brackets, commas and white space between the elements of an array.</summary>
    Separator,
}
