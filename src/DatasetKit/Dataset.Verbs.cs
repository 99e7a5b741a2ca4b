using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>What is done with examples.</summary>
public sealed partial class Dataset
{
    /// <summary>Keeps the examples that fulfil a condition; the others are counted as filtered.</summary>
    /// <param name="predicate">The condition.</param>
    public Dataset Where(Func<Example, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return new(new StageNode(_node, keeps: true, (run, next) => new WhereStage(run, predicate, next)));
    }

    /// <summary>Changes each example.</summary>
    /// <param name="selector">Makes the new example; returning null leaves it out (counted as filtered).</param>
    public Dataset Select(Func<Example, Example?> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return new(new StageNode(_node, keeps: true, (run, next) => new SelectStage(run, selector, next)));
    }

    /// <summary>Keeps the first examples and reads no further than it must.</summary>
    /// <param name="count">How many, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public Dataset Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new(new StageNode(_node, keeps: false, (run, next) => new TakeStage(run, count, next)));
    }

    /// <summary>Appends another dataset.</summary>
    /// <param name="other">What comes after this one.</param>
    public Dataset Concat(Dataset other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(new ConcatNode(_node, other._node));
    }
}
