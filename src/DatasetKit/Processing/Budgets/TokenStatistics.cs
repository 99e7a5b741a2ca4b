namespace DatasetKit.Processing;

/// <summary>Token counts of a dataset: exact percentiles in memory that does not grow with the number of examples.</summary>
internal sealed class TokenStatistics
{
    private readonly SortedDictionary<int, long> _frequency = [];
    private readonly Dictionary<string, long> _fields = new(StringComparer.Ordinal);
    private readonly List<string> _fieldOrder = [];

    public long Examples { get; private set; }

    public long Total { get; private set; }

    public int Maximum { get; private set; }

    public SourceLocation MaximumAt { get; private set; }

    public double Mean => Examples == 0 ? 0 : (double)Total / Examples;

    /// <summary>Tokens by field, in the order the fields were met.</summary>
    public IEnumerable<(string Field, long Tokens)> Fields => _fieldOrder.Select(f => (f, _fields[f]));

    /// <summary>How many examples have each count, from the smallest.</summary>
    public IReadOnlyDictionary<int, long> Frequency => _frequency;

    public void AddField(string field, int tokens)
    {
        if (!_fields.TryAdd(field, tokens))
        {
            _fields[field] += tokens;
            return;
        }

        _fieldOrder.Add(field);
    }

    public void Add(int tokens, SourceLocation location)
    {
        Examples++;
        Total += tokens;
        _frequency[tokens] = _frequency.GetValueOrDefault(tokens) + 1;
        if (Examples == 1 || tokens > Maximum)
        {
            Maximum = tokens;
            MaximumAt = location;
        }
    }

    /// <summary>The smallest count that at least this share of the examples does not exceed (nearest rank).</summary>
    /// <param name="share">0 to 1.</param>
    public int Percentile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Examples));
        foreach (var (tokens, count) in _frequency)
        {
            rank -= count;
            if (rank <= 0)
            {
                return tokens;
            }
        }

        return Maximum;
    }

    /// <summary>Examples with more tokens than a limit.</summary>
    public long Over(int limit) => _frequency.Where(f => f.Key > limit).Sum(f => f.Value);
}
