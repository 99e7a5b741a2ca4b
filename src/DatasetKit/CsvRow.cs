namespace DatasetKit;

/// <summary>A row of a CSV file, by column. Good only during the call; the texts may be kept.</summary>
public sealed class CsvRow
{
    private readonly Record _record;

    internal CsvRow(Record record) => _record = record;

    /// <summary>Where the row stands.</summary>
    public SourceLocation Location => _record.Location;

    /// <summary>The cell of a column.</summary>
    /// <param name="column">The column's name, exactly as in the header.</param>
    /// <exception cref="RecordException">There is no such column.</exception>
    public Text this[string column]
    {
        get
        {
            var value = _record.Take(column);
            return value.IsAbsent
                ? throw new RecordException(new Finding(
                    StructureDiagnostics.UnknownShape,
                    Severity.Error,
                    _record.Location,
                    column,
                    $"there is no column \"{column}\"; the columns are {string.Join(", ", _record.Value.Members.Select(m => $"\"{m.Key}\""))}"))
                : value.Text;
        }
    }

    /// <summary>Whether there is a column of this name.</summary>
    /// <param name="column">The column's name, exactly as in the header.</param>
    public bool Has(string column) => _record.Has(column);
}
