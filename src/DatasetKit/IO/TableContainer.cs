namespace DatasetKit;

/// <summary>
/// A container that a package of its own brings (a workbook, for example): it takes a file apart into the rows of a table. What the rows mean is said by
/// the library: the first row names the columns, every other is a record of texts, as in CSV.
/// </summary>
public abstract class TableContainer
{
    /// <summary>The container's name for people: <c>Excel</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a file is such a container.</summary>
    /// <param name="path">The file as it was named.</param>
    /// <param name="head">Its first bytes, 4 KiB at most.</param>
    public abstract bool Matches(string path, ReadOnlySpan<byte> head);

    /// <summary>Reads the rows in order, blank ones included, so that a row's place is its number in the file.</summary>
    /// <param name="stream">The file, from its beginning; it can be searched.</param>
    /// <returns>The rows' cells; empty for a cell without a value. A row may be shorter than others.</returns>
    /// <exception cref="InvalidDataException">The file is broken; the message says how, and what to do.</exception>
    public abstract IEnumerable<IReadOnlyList<string>> ReadRows(Stream stream);
}
