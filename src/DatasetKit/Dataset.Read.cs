using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>Where examples come from.</summary>
public sealed partial class Dataset
{
    /// <summary>
    /// Reads files in any container (CSV, TSV, JSON array, JSON Lines, gzip of each) and any known format; both are decided by
    /// content, record by record.
    /// </summary>
    /// <param name="path">A file, a pattern such as <c>data/*.jsonl</c> (sorted by ordinal name), or <c>-</c> for standard input.</param>
    /// <param name="options">How files are read; null for the defaults.</param>
    public static Dataset Read(string path, ReadOptions? options = null) => Read([path], (RecordFormat?)null, options);

    /// <summary>Reads files of a format.</summary>
    /// <param name="path">A file, a pattern, or <c>-</c>.</param>
    /// <param name="format">The format; your own, or one of <see cref="RecordFormat"/>.</param>
    /// <param name="options">How files are read; null for the defaults.</param>
    public static Dataset Read(string path, RecordFormat format, ReadOptions? options = null) => Read([path], format, options);

    /// <summary>Reads several inputs one after the other.</summary>
    /// <param name="paths">Files, patterns, or <c>-</c>; named files keep their order.</param>
    /// <param name="format">The format; null decides by content.</param>
    /// <param name="options">How files are read; null for the defaults.</param>
    public static Dataset Read(IReadOnlyList<string> paths, RecordFormat? format = null, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Read(paths, format, FieldMapping.None, options);
    }

    /// <summary>Reads records whose fields have other names than the example's.</summary>
    /// <param name="paths">Files, patterns, or <c>-</c>; named files keep their order.</param>
    /// <param name="format">The format that reads the mapped record; null for one that the mapping decides.</param>
    /// <param name="mapping">Which column is which field.</param>
    /// <param name="options">How files are read; null for the defaults.</param>
    /// <exception cref="InputException">A pattern fits no file.</exception>
    public static Dataset Read(IReadOnlyList<string> paths, RecordFormat? format, FieldMapping mapping, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(mapping);
        return new(new FileSource(InputPaths.Expand(paths), new FormatChooser(format, mapping), options ?? ReadOptions.Default));
    }

    /// <summary>
    /// Reads files whose records hold one message each, and makes conversations of them. The records of a conversation need not
    /// stand together, so all messages of a file are held in memory.
    /// </summary>
    /// <param name="paths">Files, patterns, or <c>-</c>; a conversation never spans files.</param>
    /// <param name="key">The field that says which conversation.</param>
    /// <param name="role">The field that says who speaks.</param>
    /// <param name="content">The field that says what is said.</param>
    /// <param name="options">How files are read; null for the defaults.</param>
    /// <exception cref="InputException">A pattern fits no file.</exception>
    public static Dataset ReadGrouped(IReadOnlyList<string> paths, string key, string role, string content, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return new(new GroupSource(InputPaths.Expand(paths), options ?? ReadOptions.Default, key, role, content));
    }

    /// <summary>Reads a CSV or TSV file with a function that makes an example of each row.</summary>
    /// <param name="path">A file, a pattern, or <c>-</c>.</param>
    /// <param name="map">Makes the example; returning null leaves the row out (counted as filtered).</param>
    /// <param name="options">How files are read; null for the defaults.</param>
    /// <example><c>Dataset.ReadCsv("faq.csv", row => Example.Instruct(row["Question"], row["Answer"]))</c></example>
    public static Dataset ReadCsv(string path, Func<CsvRow, Example?> map, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new(new FileSource(InputPaths.Expand([path]), new FormatChooser(new RowFormat(map), FieldMapping.None), options ?? ReadOptions.Default));
    }

    /// <summary>Takes examples that are in memory already.</summary>
    /// <param name="examples">The examples; enumerated once for each run.</param>
    public static Dataset From(IEnumerable<Example> examples) => new(new MemorySource(examples));
}
