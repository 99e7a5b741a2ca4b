namespace DatasetKit.Processing;

/// <summary>What a whole file holds: the evidence that <c>datasetkit detect</c> shows.</summary>
internal sealed class Detection
{
    public required string File { get; init; }

    public required string Container { get; init; }

    public required string Encoding { get; init; }

    public string? Delimiter { get; init; }

    /// <summary>Records, unreadable ones included.</summary>
    public long Records { get; set; }

    /// <summary>Records that could not be read.</summary>
    public long Unreadable { get; set; }

    /// <summary>Bytes after decompression.</summary>
    public long Bytes { get; set; }

    /// <summary>Records by format; those of no known format under <c>unknown</c>.</summary>
    public Counter Formats { get; } = new();

    /// <summary>Top-level fields and in how many records they are.</summary>
    public Counter Fields { get; } = new();

    /// <summary>Role names in conversations and how often they speak.</summary>
    public Counter Roles { get; } = new();

    public FindingSummary Findings { get; } = new();

    /// <summary>Counts by name, in the order the names were met.</summary>
    internal sealed class Counter
    {
        /// <summary>Names beyond this many are not told apart, so that memory stays bounded.</summary>
        private const int MaxNames = 1000;

        private readonly Dictionary<Text, int> _index = [];
        private readonly List<(string Name, long Count)> _counts = [];

        public IReadOnlyList<(string Name, long Count)> All => _counts;

        public void Add(Text name)
        {
            if (!_index.TryGetValue(name, out var index))
            {
                if (_counts.Count == MaxNames)
                {
                    return;
                }

                index = _counts.Count;
                _counts.Add((name.ToString(), 0));
                _index.Add(Text.Plain(name.ToUtf8()), index);
            }

            _counts[index] = (_counts[index].Name, _counts[index].Count + 1);
        }
    }
}
