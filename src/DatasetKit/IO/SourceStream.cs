namespace DatasetKit.IO;

/// <summary>
/// The bytes of one input as UTF-8, without the byte order mark, for a container reader: first the head that was already
/// read to look at it, then the rest. Knows where in the source each stretch stands.
/// </summary>
internal class SourceStream(Stream rest, ReadOnlyMemory<byte> head, int markLength) : Stream
{
    private ReadOnlyMemory<byte> _head = head[markLength..];

    /// <summary>Length of the byte order mark that was left out.</summary>
    public int MarkLength { get; } = markLength;

    /// <summary>UTF-8 bytes handed out so far.</summary>
    public long Delivered { get; private set; }

    /// <summary>Beyond this many bytes, reading throws <see cref="RecordTooLongException"/>: what bounds CsvHelper's search for a closing quote.</summary>
    public long Limit { get; set; } = long.MaxValue;

    /// <summary>Whether source offsets differ from UTF-8 offsets.</summary>
    public virtual bool IsTranscoded => false;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Delivered;
        set => throw new NotSupportedException();
    }

    public sealed override int Read(Span<byte> buffer)
    {
        if (Delivered >= Limit)
        {
            throw new RecordTooLongException();
        }

        var count = ReadUtf8(buffer);
        Delivered += count;
        return count;
    }

    public sealed override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>
    /// Turns the spans of a batch from UTF-8 offsets into source offsets; in a transcoded source, records in which bytes
    /// could not be decoded are rejected here.
    /// </summary>
    public virtual void Locate(RecordBatch batch, InputContext context)
    {
        if (MarkLength > 0)
        {
            foreach (ref var span in batch.Spans)
            {
                span.Offset += MarkLength;
            }
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>The next bytes as UTF-8; none at the end.</summary>
    protected virtual int ReadUtf8(Span<byte> buffer) => ReadSource(buffer);

    /// <summary>The next bytes as they are in the source; none at the end.</summary>
    protected int ReadSource(Span<byte> buffer)
    {
        if (_head.IsEmpty)
        {
            return rest.Read(buffer);
        }

        var count = Math.Min(buffer.Length, _head.Length);
        _head.Span[..count].CopyTo(buffer);
        _head = _head[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
