using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>Where examples go.</summary>
public sealed partial class Dataset
{
    /// <summary>
    /// Writes all examples. The container follows from the path: <c>.json</c> is an array, <c>.csv</c> and <c>.tsv</c> are tables, all
    /// else is JSON Lines, <c>.gz</c> compresses. The file appears whole or not at all.
    /// </summary>
    /// <param name="path">The output, or <c>-</c> for standard output.</param>
    /// <param name="format">The format of its records.</param>
    /// <param name="options">How it is written; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the run; nothing is published.</param>
    /// <returns>What became of every record.</returns>
    /// <exception cref="OutputException">The output exists, is an input, or cannot be written.</exception>
    /// <exception cref="InputException">An input as a whole cannot be read.</exception>
    /// <exception cref="LossException">Something would be lost and <see cref="WriteOptions.Lossless"/> is set.</exception>
    /// <exception cref="TooManyRejectsException">More records were rejected than allowed.</exception>
    public Task<BuildReport> WriteAsync(string path, RecordFormat format, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(format);
        return Task.Run(() => Write(path, format, options ?? WriteOptions.Default, new RunWatcher(), cancellationToken), CancellationToken.None);
    }

    /// <summary>Writes on the calling thread, telling <paramref name="watcher"/> what happens.</summary>
    internal BuildReport Write(string path, RecordFormat format, WriteOptions options, RunWatcher watcher, CancellationToken cancellationToken) =>
        DatasetWriter.Write(_node, [path], format, options, watcher, (run, sinks) => _node.Run(run, sinks[0]), cancellationToken);
}
