using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>Examples as the tokens a trainer takes.</summary>
public sealed partial class Dataset
{
    /// <summary>
    /// Turns examples into tokens and packs them into bins of one length: each bin is a record of <c>input_ids</c>, <c>labels</c>, <c>position_ids</c> and
    /// <c>segment_ids</c>. No example is divided; one that is longer than a bin is rejected (DK3001), unless it may be cut. Labels are −100 where nothing is learnt and on the first token of each
    /// example, so that none is predicted from another; positions begin again with each.
    /// </summary>
    /// <param name="path">The output, JSON Lines or (<c>.json</c>) an array, or <c>-</c> for standard output. It appears whole or not at all.</param>
    /// <param name="counter">How an example becomes tokens: <see cref="TokenCounter.Rendered"/>, or <see cref="TokenCounter.OfTexts"/> for plain texts.</param>
    /// <param name="options">How they are packed.</param>
    /// <param name="writing">How the output is written; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the run; nothing is published.</param>
    /// <returns>What became of every record, and how full the bins are.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OutputException">The output exists, is an input, or cannot be written.</exception>
    /// <exception cref="InputException">An input as a whole cannot be read.</exception>
    /// <exception cref="TooManyRejectsException">More records were rejected than allowed.</exception>
    public Task<PackReport> PackAsync(string path, TokenCounter counter, PackOptions options, WriteOptions? writing = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(counter);
        ArgumentNullException.ThrowIfNull(options);
        options.Verify();
        return Task.Run(() => Pack(path, counter, options, writing ?? WriteOptions.Default, new RunWatcher(), cancellationToken), CancellationToken.None);
    }

    /// <summary>Packs on the calling thread, telling <paramref name="watcher"/> what happens.</summary>
    internal PackReport Pack(string path, TokenCounter counter, PackOptions options, WriteOptions writing, RunWatcher watcher, CancellationToken cancellationToken)
    {
        PackedWriter? packed = null;
        var report = DatasetWriter.Write(
            _node,
            [path],
            verbatim: false,
            writing,
            watcher,
            (run, writers) =>
            {
                packed = new PackedWriter(writers[0], options.WeightTargets);
                var sink = new PackSink(run, counter, options, packed);
                _node.Run(run, sink);
                sink.Flush();
                return [packed.Bins];
            },
            cancellationToken,
            purpose: ExamplePurpose.Training);
        return new PackReport(report, packed!.Bins, options.Length, packed.Tokens, packed.Trained);
    }
}
