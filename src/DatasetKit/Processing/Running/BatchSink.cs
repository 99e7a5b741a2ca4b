using System.Threading.Channels;

namespace DatasetKit.Processing;

/// <summary>Hands examples to another thread in batches, so that it is woken once for many.</summary>
internal sealed class BatchSink(ChannelWriter<Example[]> writer, CancellationToken cancellation) : ExampleSink
{
    private const int Size = 256;
    private readonly List<Example> _examples = new(Size);

    public override bool Accept(Example example)
    {
        _examples.Add(example);
        if (_examples.Count == Size)
        {
            Flush();
        }

        return !cancellation.IsCancellationRequested;
    }

    public void Flush()
    {
        var batch = _examples.ToArray();
        _examples.Clear();
        while (!writer.TryWrite(batch))
        {
            // A thread of our own is waiting here: blocking it is what the bound is for.
            if (!writer.WaitToWriteAsync(cancellation).AsTask().GetAwaiter().GetResult())
            {
                return;
            }
        }
    }
}
