namespace DatasetKit.Processing;

/// <summary>How much of a dataset is over a limit, and what each way of meeting it would lose.</summary>
internal sealed class LimitStatistics(TokenCounter counter, int limit)
{
    /// <summary>The ways, from the one that loses whole examples.</summary>
    public static readonly IReadOnlyList<Overflow> Ways = [Overflow.Reject, Overflow.DropTurns, Overflow.Truncate];

    private readonly Shortener[] _shorteners = [.. Ways.Select(way => Shortener.For(way, counter, limit))];
    private readonly OverflowLoss[] _losses = [.. Ways.Select(_ => new OverflowLoss())];

    public int Limit { get; } = limit;

    /// <summary>Examples with more tokens.</summary>
    public long Over { get; private set; }

    /// <summary>The losses in the order of <see cref="Ways"/>.</summary>
    public IReadOnlyList<OverflowLoss> Losses => _losses;

    public void Add(Example example, TokenCount count)
    {
        if (count.Total <= Limit)
        {
            return;
        }

        Over++;
        for (var i = 0; i < _shorteners.Length; i++)
        {
            var shortened = _shorteners[i].Shorten(example, count);
            _losses[i].Add(count, shortened.Example is null ? null : shortened.Count);
        }
    }
}

/// <summary>What one way of meeting a limit loses.</summary>
internal sealed class OverflowLoss
{
    /// <summary>Examples that would be rejected.</summary>
    public long Rejected { get; private set; }

    /// <summary>Examples that would be kept, but shorter.</summary>
    public long Shortened { get; private set; }

    /// <summary>Tokens that would not be in the output.</summary>
    public long Tokens { get; private set; }

    /// <summary>How many of those are trained.</summary>
    public long Trained { get; private set; }

    public void Add(TokenCount before, TokenCount? after)
    {
        var left = after ?? default;
        _ = after is null ? Rejected++ : Shortened++;
        Tokens += before.Total - left.Total;
        Trained += before.Trained - left.Trained;
    }
}
