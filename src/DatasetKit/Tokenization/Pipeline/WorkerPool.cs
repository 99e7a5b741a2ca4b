namespace DatasetKit.Tokenization;

/// <summary>The workers of a tokenizer that are idle: as many as threads ever used it at once. The one that came back last goes out first, being the warmest.</summary>
/// <remarks>Not the run time's bag, which is slower for one thread and takes milliseconds to set up in a run that may last no longer.</remarks>
internal sealed class WorkerPool
{
    private readonly Stack<PipelineWorker> _others = new();
    private PipelineWorker? _last;

    /// <summary>Takes a worker out; null when none is idle.</summary>
    internal PipelineWorker? Take()
    {
        if (Interlocked.Exchange(ref _last, null) is { } worker)
        {
            return worker;
        }

        lock (_others)
        {
            return _others.TryPop(out worker) ? worker : null;
        }
    }

    /// <summary>Puts a worker back.</summary>
    internal void Add(PipelineWorker worker)
    {
        if (Interlocked.CompareExchange(ref _last, worker, null) is not null)
        {
            lock (_others)
            {
                _others.Push(worker);
            }
        }
    }
}
