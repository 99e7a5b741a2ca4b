namespace DatasetKit;

/// <summary>How files are read. The defaults are strict: what is malformed is rejected with its reason, never repaired in silence.</summary>
public sealed record ReadOptions
{
    /// <summary>The defaults.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>The encoding's name (<c>gb18030</c>, <c>windows-1252</c>, <c>shift_jis</c>); null (default) for UTF-8, or UTF-16 and UTF-32 by their byte order mark.</summary>
    public string? Encoding { get; init; }

    /// <summary>The character between CSV fields; null (default) detects it among comma, semicolon, tab and bar, and reports it.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The character around CSV fields; null (default) is <c>"</c> for CSV and none for TSV.</summary>
    public char? Quote { get; init; }

    /// <summary>
    /// The character, one of ASCII, before a quote or itself inside quotes that makes plain text of it, as PostgreSQL's <c>COPY</c> has it; for example
    /// <c>\</c>. Null (default) for quotes that are doubled, as RFC 4180 says; doubled quotes are read in either case.
    /// </summary>
    public char? Escape { get; init; }

    /// <summary>Whether the first CSV record names the columns. Default true.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Column names that replace or, without a header, stand for it; null (default) takes the header's.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Lines to leave out before the header. Default 0.</summary>
    public int SkipLines { get; init; }

    /// <summary>Keeps malformed records as far as they can be understood, with a warning, and the records before a broken array. Default false.</summary>
    public bool Lenient { get; init; }

    /// <summary>Whether a quoted CSV field may hold line breaks. Default true.</summary>
    public bool Multiline { get; init; } = true;

    /// <summary>Bytes in one record at most, 1 to 512 MiB. Default 64 MiB.</summary>
    public int MaxRecordBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Whether an input without records is accepted. Default false.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>Whether several JSON values may stand on one line, and one on several. Default false.</summary>
    public bool Concatenated { get; init; }

    /// <summary>Containers that packages bring, such as <c>ExcelContainer</c> of DatasetKit.Excel, tried before the library's own. Default none.</summary>
    public IReadOnlyList<TableContainer> Containers { get; init; } = [];

    /// <summary>Bytes that are read at a time; outputs never depend on it. Default 64 KiB.</summary>
    internal int BufferBytes { get; init; } = 64 * 1024;
}
