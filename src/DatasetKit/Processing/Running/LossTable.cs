namespace DatasetKit.Processing;

/// <summary>What the target could not hold, by field.</summary>
internal sealed class LossTable
{
    /// <summary>The first fields are found by reference: their names are literals or cached, and there are few.</summary>
    private const int Few = 16;

    private readonly Dictionary<string, Entry> _byName = new(StringComparer.Ordinal);
    private readonly List<Entry> _entries = [];

    public IReadOnlyList<Loss> All => [.. _entries.Select(e => new Loss(e.Field, e.Count, e.First))];

    public void Add(List<string> fields, SourceLocation location)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            Find(fields[i], location).Count++;
        }
    }

    private Entry Find(string field, SourceLocation location)
    {
        for (var i = 0; i < Math.Min(_entries.Count, Few); i++)
        {
            if (ReferenceEquals(_entries[i].Field, field))
            {
                return _entries[i];
            }
        }

        if (!_byName.TryGetValue(field, out var entry))
        {
            entry = new Entry(field, location);
            _entries.Add(entry);
            _byName.Add(field, entry);
        }

        return entry;
    }

    private sealed class Entry(string field, SourceLocation first)
    {
        public string Field { get; } = field;

        public SourceLocation First { get; } = first;

        public long Count { get; set; }
    }
}
