using System.Threading.Channels;
using DatasetKit.Processing;

namespace DatasetKit;

/// <summary>
/// A dataset: where examples come from and what is done with them. Immutable and lazy: each verb returns a new dataset, and
/// nothing is read until it is written or enumerated.
/// </summary>
/// <remarks>
/// Enumerating has no report to put a bad record in, so it throws a <see cref="RecordException"/> at the first one;
/// <see cref="WriteAsync(string, RecordFormat, WriteOptions?, CancellationToken)"/> rejects it and goes on.
/// </remarks>
public sealed partial class Dataset : IAsyncEnumerable<Example>
{
    private readonly Node _node;

    private Dataset(Node node) => _node = node;

    /// <summary>The inputs by name, in the order they are read; for checks before work begins.</summary>
    internal IReadOnlyList<string> Inputs => [.. _node.Inputs];

    internal Node Node => _node;

    /// <summary>Enumerates the examples.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RecordException">A record is bad.</exception>
    /// <exception cref="InputException">An input as a whole cannot be read.</exception>
    public async IAsyncEnumerator<Example> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<Example[]>(2);
        var reading = Task.Run(
            () =>
            {
                var run = new Run(stop.Token) { ThrowOnReject = true };
                var sink = new BatchSink(batches.Writer, stop.Token);
                try
                {
                    _node.Run(run, sink);
                    sink.Flush();
                    batches.Writer.Complete();
                }
                catch (Exception fault)
                {
                    batches.Writer.Complete(fault);
                }
            },
            CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (var example in batch)
                {
                    yield return example;
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }
    }
}
