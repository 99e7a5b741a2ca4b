namespace DatasetKit.Tokenization;

/// <summary>The workers of a tokenizer that are idle: as many as threads ever used it at once. The one that came back last goes out first, being the warmest.</summary>
/// <remarks>Not the run time's bag, which is slower for one thread and takes milliseconds to set up in a run that may last no longer.</remarks>
internal sealed class WorkerPool
{
    private readonly List<PipelineWorker> _others = [];
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
            int last = _others.Count - 1;
            if (last < 0)
            {
                return null;
            }

            worker = _others[last];
            _others.RemoveAt(last);
            return worker;
        }
    }

    /// <summary>Puts a worker back.</summary>
    internal void Add(PipelineWorker worker)
    {
        if (Interlocked.CompareExchange(ref _last, worker, null) is not null)
        {
            lock (_others)
            {
                _others.Add(worker);
            }
        }
    }
}
