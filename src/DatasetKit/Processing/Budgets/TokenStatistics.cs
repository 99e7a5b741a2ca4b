namespace DatasetKit.Processing;

/// <summary>
/// Token counts of a dataset. Percentiles are exact: the number of examples is kept for each count. There are at most as many different counts as fit in the
/// total, so memory grows with the square root of the tokens and not with the examples: a thousand million tokens have fewer than 45,000 different counts.
/// </summary>
internal sealed class TokenStatistics(TokenCounter counter, IReadOnlyList<int> limits)
{
    private readonly TokenFrequencies _frequencies = new();
    private readonly List<FieldTokens> _fields = [];
    private TokenFrequency[]? _sorted;

    public TokenCounter Counter { get; } = counter;

    /// <summary>What each way of meeting each limit would lose, in the order of the limits.</summary>
    public IReadOnlyList<LimitStatistics> Limits { get; } = Of(counter, limits);

    public long Examples { get; private set; }

    public long Total { get; private set; }

    public long Trained { get; private set; }

    public int Maximum { get; private set; }

    public SourceLocation MaximumAt { get; private set; }

    public double Mean => Examples == 0 ? 0 : (double)Total / Examples;

    /// <summary>The share of trained tokens, 0 to 1.</summary>
    public double TrainedShare => Total == 0 ? 0 : (double)Trained / Total;

    /// <summary>Tokens by field, in the order the fields were met; none where a template joins them.</summary>
    public IReadOnlyList<FieldTokens> Fields => _fields;

    /// <summary>How many examples have each count, from the smallest.</summary>
    public TokenFrequency[] Frequency => _sorted ??= _frequencies.Sorted();

    /// <summary>Adds to a field. There are never more than a handful.</summary>
    public void AddField(string field, int tokens)
    {
        for (var i = 0; i < _fields.Count; i++)
        {
            if (_fields[i].Field == field)
            {
                _fields[i].Tokens += tokens;
                return;
            }
        }

        _fields.Add(new FieldTokens(field) { Tokens = tokens });
    }

    public void Add(Example example, TokenCount count)
    {
        Examples++;
        Total += count.Total;
        Trained += count.Trained;
        _sorted = null;
        _frequencies.Add(count.Total);
        if (Examples == 1 || count.Total > Maximum)
        {
            Maximum = count.Total;
            MaximumAt = example.Source;
        }

        for (var i = 0; i < Limits.Count; i++)
        {
            Limits[i].Add(example, count);
        }
    }

    /// <summary>The smallest count that at least this share of the examples does not exceed (nearest rank).</summary>
    /// <param name="share">0 to 1.</param>
    public int Percentile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Examples));
        foreach (var (tokens, count) in Frequency)
        {
            rank -= count;
            if (rank <= 0)
            {
                return tokens;
            }
        }

        return Maximum;
    }

    private static List<LimitStatistics> Of(TokenCounter counter, IReadOnlyList<int> limits)
    {
        var statistics = new List<LimitStatistics>(limits.Count);
        for (var i = 0; i < limits.Count; i++)
        {
            statistics.Add(new LimitStatistics(counter, limits[i]));
        }

        return statistics;
    }
}

/// <summary>The tokens of one field of all examples.</summary>
/// <param name="field">Its name.</param>
internal sealed class FieldTokens(string field)
{
    public string Field { get; } = field;

    public long Tokens { get; set; }
}
