namespace DatasetKit;

/// <summary>
/// What became of every record. It balances in every run:
/// <c>read + added = written + rejected + filtered + duplicates + merged</c>.
/// </summary>
/// <param name="Read">Records found in the inputs, unreadable ones included.</param>
/// <param name="Added">Examples made from others, by splitting or repetition.</param>
/// <param name="Written">Examples in the output.</param>
/// <param name="Rejected">Records that are not in the output because of a fault; each has a reason.</param>
/// <param name="Filtered">Examples left out because somebody asked for it.</param>
/// <param name="Duplicates">Examples left out because another is equal.</param>
/// <param name="Merged">Records that became part of another example.</param>
public readonly record struct Ledger(long Read, long Added, long Written, long Rejected, long Filtered, long Duplicates, long Merged)
{
    /// <summary>Whether every record is accounted for.</summary>
    public bool Balances => Read + Added == Written + Rejected + Filtered + Duplicates + Merged;

    /// <summary>The sum of two ledgers.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static Ledger operator +(Ledger left, Ledger right) => Add(left, right);

    /// <summary>The sum of two ledgers.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static Ledger Add(Ledger left, Ledger right) => new(
        left.Read + right.Read,
        left.Added + right.Added,
        left.Written + right.Written,
        left.Rejected + right.Rejected,
        left.Filtered + right.Filtered,
        left.Duplicates + right.Duplicates,
        left.Merged + right.Merged);
}
