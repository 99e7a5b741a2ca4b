namespace DatasetKit;

/// <summary>The known formats: one visible line each, the most specific shape first.</summary>
public abstract partial class RecordFormat
{
    /// <summary>All known formats, in the order in which a record's shape is held against them.</summary>
    public static IReadOnlyList<RecordFormat> Known { get; } = [];

    /// <summary>The known format of a name; null when there is none.</summary>
    /// <param name="name">For example <c>alpaca</c>.</param>
    public static RecordFormat? Find(string name)
    {
        foreach (var format in Known)
        {
            if (string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return format;
            }
        }

        return null;
    }

    /// <summary>The first known format whose shape a record has; null when there is none.</summary>
    /// <param name="record">The record.</param>
    public static RecordFormat? Detect(Record record)
    {
        foreach (var format in Known)
        {
            if (format.Matches(record))
            {
                return format;
            }
        }

        return null;
    }
}
