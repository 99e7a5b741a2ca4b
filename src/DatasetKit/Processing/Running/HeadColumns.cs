using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>What the first records of a file have: their fields in the order they are met, and the formats whose shape they have.</summary>
internal sealed class HeadColumns
{
    private readonly List<string> _columns = [];
    private readonly Dictionary<RecordFormat, int> _formats = [];

    private HeadColumns()
    {
    }

    public IReadOnlyList<string> Columns => _columns;

    public int Records { get; private set; }

    /// <summary>Where the first record stands.</summary>
    public SourceLocation First { get; private set; }

    /// <summary>Whether all values are texts, as in a CSV file.</summary>
    public bool IsTable { get; private set; } = true;

    /// <summary>The format of most records; null when no record has a known shape.</summary>
    public RecordFormat? Best { get; private set; }

    public int BestCount { get; private set; }

    public static HeadColumns Of(InputFile file, int count)
    {
        var head = new HeadColumns();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in HeadSample.Records(file, count))
        {
            head.Add(record, seen);
        }

        return head;
    }

    public static HeadColumns Of(Record record)
    {
        var head = new HeadColumns();
        head.Add(record, new HashSet<string>(StringComparer.Ordinal));
        return head;
    }

    private void Add(Record record, HashSet<string> seen)
    {
        First = Records++ == 0 ? record.Location : First;
        foreach (var (name, value) in record.Value.Members)
        {
            IsTable &= value.IsString;
            var column = name.ToString();
            if (seen.Add(column))
            {
                _columns.Add(column);
            }
        }

        if (RecordFormat.Detect(record) is { } format)
        {
            var count = _formats.GetValueOrDefault(format) + 1;
            _formats[format] = count;
            if (count > BestCount)
            {
                (Best, BestCount) = (format, count);
            }
        }
    }
}
