using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>A dataset divided into parts that have no example in common. Nothing is read until it is written.</summary>
public sealed class DatasetSplits
{
    private readonly Node _node;
    private readonly Action<Run, IReadOnlyList<ExampleSink>> _execute;

    internal DatasetSplits(Node node, IReadOnlyList<string> names, double[] ratios, SplitOptions options)
        : this(node, names, (run, sinks) => new SplitRun(node, ratios, options).Execute(run, sinks)) { }

    internal DatasetSplits(Node node, IReadOnlyList<string> names, Action<Run, IReadOnlyList<ExampleSink>> execute) => (_node, Names, _execute) = (node, names, execute);

    /// <summary>The names of the parts in their order: <c>train</c>, <c>validation</c>, <c>test</c>, those that have a share; or those that were given.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Writes each part to a file of its own. All files appear, or none.</summary>
    /// <param name="path">The path with <c>{split}</c> in it, which becomes the part's name.</param>
    /// <param name="format">The format of the records.</param>
    /// <param name="options">How they are written; null for the defaults. Rejects go beside the first part unless named.</param>
    /// <param name="cancellationToken">Stops the run; nothing is published.</param>
    /// <returns>What became of every record.</returns>
    /// <exception cref="ArgumentException">The path has no <c>{split}</c>.</exception>
    /// <exception cref="OutputException">An output exists, is an input, or cannot be written.</exception>
    /// <exception cref="InputException">An input as a whole cannot be read.</exception>
    /// <exception cref="MappingException">No example has the key to group or stratify by.</exception>
    public Task<BuildReport> WriteAsync(string path, RecordFormat format, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(format);
        if (!path.Contains("{split}", StringComparison.Ordinal))
        {
            throw new ArgumentException("the path needs {split} in it, for example out/{split}.jsonl", nameof(path));
        }

        string[] paths = [.. Names.Select(name => path.Replace("{split}", name, StringComparison.Ordinal))];
        return Task.Run(() => Write(paths, format, options ?? WriteOptions.Default, new RunWatcher(), cancellationToken), CancellationToken.None);
    }

    /// <summary>Writes on the calling thread, a path for each part.</summary>
    internal BuildReport Write(IReadOnlyList<string> paths, RecordFormat format, WriteOptions options, RunWatcher watcher, CancellationToken cancellationToken) =>
        DatasetWriter.Write(_node, paths, format, options, watcher, _execute, cancellationToken);
}
