namespace DatasetKit.IO;

/// <summary>Counts what is read, so that somebody can show progress.</summary>
internal sealed class CountingStream(Stream inner) : ReadOnlyStream
{
    private long _count;

    /// <summary>Bytes read so far; may be asked from another thread.</summary>
    public long Count => Volatile.Read(ref _count);

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        Volatile.Write(ref _count, _count + count);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
