namespace DatasetKit.Processing;

/// <summary>Bins of one capacity that are filled: places sizes one after the other and names bins in the order they are opened.</summary>
internal abstract class Bins
{
    /// <summary>Bins for at most so many sizes, each of them 1 to the capacity.</summary>
    public static Bins For(PackStrategy strategy, int capacity, int count) => strategy switch
    {
        PackStrategy.BestFit => new BestFitBins(capacity),
        PackStrategy.InOrder => new InOrderBins(capacity),
        _ => new FirstFitBins(capacity, count),
    };

    /// <summary>Places a size; its bin's number, from 0.</summary>
    public abstract int Place(int size);
}
