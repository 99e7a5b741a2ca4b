using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>Which examples, in which order: verbs that look at the dataset as a whole. Each gives the same result for the same seed.</summary>
public sealed partial class Dataset
{
    /// <summary>Mixes datasets in the relation of their weights; none of their examples is used twice.</summary>
    /// <param name="sources">The datasets and their weights, each above 0.</param>
    /// <exception cref="ArgumentException">A weight is not above 0.</exception>
    public static Dataset Mix(params (Dataset Dataset, double Weight)[] sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return Mix(Array.ConvertAll(sources, source => new MixSource(source.Dataset, source.Weight)));
    }

    /// <summary>Mixes datasets. The mixture is shuffled; what is not taken is counted as filtered, what is taken again as added.</summary>
    /// <param name="sources">The datasets with their weights and caps.</param>
    /// <param name="options">Seed and size; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no source, a weight is not above 0, or only some have one.</exception>
    public static Dataset Mix(IReadOnlyList<MixSource> sources, MixOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.Count == 0 || sources.Any(source => source.Weight is { } weight && !(weight > 0 && double.IsFinite(weight))))
        {
            throw new ArgumentException("a mixture needs sources, and each weight must be above 0", nameof(sources));
        }

        return sources.All(source => source.Weight is null) || sources.All(source => source.Weight is not null)
            ? new(new MixNode([.. sources.Select(source => source.Dataset._node)], [.. sources.Select(source => new MixShare(source.Weight, source.Cap))], options ?? MixOptions.Default))
            : throw new ArgumentException("give all sources a weight, or none", nameof(sources));
    }

    /// <summary>Keeps the first example of each key; the others are counted as duplicates. An example without the key is kept.</summary>
    /// <param name="key">What is compared; null for <see cref="ExampleKey.Prompt"/>.</param>
    /// <remarks>Keys are compared as hashes of 128 bits: 32 bytes a key in memory, up to 8,388,608 keys, past which a temporary file is used.</remarks>
    public Dataset Deduplicate(ExampleKey? key = null) => new(new DeduplicateNode(_node, key ?? ExampleKey.Prompt));

    /// <summary>Puts all examples into a random order.</summary>
    /// <param name="seed">The same seed gives the same order.</param>
    /// <remarks>Up to 256 MiB of examples are held in memory, the rest in a temporary file; the order does not depend on it.</remarks>
    public Dataset Shuffle(long seed = 42) => new(new ShuffleNode(_node, seed));

    /// <summary>Keeps so many examples, chosen at random, in their order; the others are counted as filtered.</summary>
    /// <param name="count">How many, at least 0; all when there are fewer.</param>
    /// <param name="seed">The same seed chooses the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public Dataset Sample(int count, long seed = 42)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new(new SampleNode(_node, count, seed));
    }

    /// <summary>Keeps the first so many examples of an order, in the order they came in; the others are counted as filtered.</summary>
    /// <typeparam name="TKey">What is compared.</typeparam>
    /// <param name="count">How many, at least 0; all when there are fewer.</param>
    /// <param name="key">What is compared of an example. It stays in memory for those that are kept.</param>
    /// <param name="order">The order; of equal ones the earlier is first. Null for the usual one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public Dataset TakeFirst<TKey>(int count, Func<Example, TKey> key, IComparer<TKey>? order = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(key);
        return TakeFirst(_ => string.Empty, _ => count, key, order);
    }

    /// <summary>Keeps of each group the first so many examples of an order, in the order they came in; the others are counted as filtered.</summary>
    /// <typeparam name="TKey">What is compared.</typeparam>
    /// <param name="group">The group of an example.</param>
    /// <param name="count">How many of a group, at least 0; null for all.</param>
    /// <param name="key">What is compared of an example. It stays in memory for those that are kept.</param>
    /// <param name="order">The order; of equal ones the earlier is first. Null for the usual one.</param>
    public Dataset TakeFirst<TKey>(Func<Example, string> group, Func<string, int?> count, Func<Example, TKey> key, IComparer<TKey>? order = null)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(count);
        ArgumentNullException.ThrowIfNull(key);
        return new(new TakeFirstNode<TKey>(_node, group, count, key, order ?? Comparer<TKey>.Default));
    }

    /// <summary>Divides the dataset into parts of exactly these shares (by the largest remainder).</summary>
    /// <param name="train">The share of <c>train</c>, 0 to 1.</param>
    /// <param name="validation">The share of <c>validation</c>, 0 to 1.</param>
    /// <param name="test">The share of <c>test</c>, 0 to 1. The three make 1.</param>
    /// <param name="seed">Decides which examples go where.</param>
    /// <exception cref="ArgumentException">The shares do not make 1.</exception>
    public DatasetSplits Split(double train, double validation = 0, double test = 0, long seed = 42) =>
        Split(train, validation, test, new SplitOptions { Seed = seed });

    /// <summary>Divides the dataset into parts, with groups that stay together or strata that are divided alike.</summary>
    /// <param name="train">The share of <c>train</c>, 0 to 1.</param>
    /// <param name="validation">The share of <c>validation</c>, 0 to 1.</param>
    /// <param name="test">The share of <c>test</c>, 0 to 1. The three make 1.</param>
    /// <param name="options">Seed, order, groups and strata.</param>
    /// <exception cref="ArgumentException">The shares do not make 1, or both groups and strata are asked for.</exception>
    public DatasetSplits Split(double train, double validation, double test, SplitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (string Name, double Ratio)[] parts = [("train", train), ("validation", validation), ("test", test)];
        if (parts.Any(part => !(part.Ratio >= 0)) || Math.Abs(parts.Sum(part => part.Ratio) - 1) > 1e-6)
        {
            throw new ArgumentException("the shares of train, validation and test must make 1");
        }

        parts = [.. parts.Where(part => part.Ratio > 0)];
        return Split([.. parts.Select(part => part.Name)], [.. parts.Select(part => part.Ratio)], options);
    }

    /// <summary>Divides the dataset into parts that a function names, in one pass and in order.</summary>
    /// <param name="part">The part of an example; null, or a name that is not among them, leaves it out: it is counted as <c>in no part</c>.</param>
    /// <param name="names">The names of the parts, at least one, each of its own.</param>
    /// <exception cref="ArgumentException">There is no name, or one is there twice.</exception>
    public DatasetSplits SplitBy(Func<Example, string?> part, params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(names);
        return names.Count > 0 && names.Distinct(StringComparer.Ordinal).Count() == names.Count
            ? new(_node, names, (run, sinks) => _node.Run(run, new PartSink(run, part, names, sinks)))
            : throw new ArgumentException("the parts need names, each of its own", nameof(names));
    }

    internal DatasetSplits Split(IReadOnlyList<string> names, double[] ratios, SplitOptions options) => options is { GroupBy: not null, StratifyBy: not null }
        ? throw new ArgumentException("groups that stay together cannot be divided alike: group by a key, or stratify by one")
        : new(_node, names, ratios, options);
}
