using System.IO.Compression;

namespace DatasetKit.IO;

/// <summary>Decompresses gzip, several members in a row too, and refuses what is cut off, damaged or made to explode.</summary>
internal sealed class GzipSource(CountingStream compressed, InputContext context) : Stream
{
    /// <summary>Text compresses 3- to 10-fold, very repetitive text 50-fold.</summary>
    private const int MaxRatio = 200;

    /// <summary>Small files may be all zeros; they do no harm.</summary>
    private const long AlwaysAllowed = 64 * 1024 * 1024;

    private readonly GZipStream _inner = new(compressed, CompressionMode.Decompress);
    private long _count;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _count;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = _inner.Read(buffer);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            throw context.Fail(FileDiagnostics.BadCompression, $"the gzip data is cut off or damaged after {_count} decompressed bytes; fetch the file again", cause: fault);
        }

        _count += read;
        if (_count > AlwaysAllowed && _count / MaxRatio > compressed.Count)
        {
            throw context.Fail(FileDiagnostics.CompressionBomb, $"{compressed.Count} bytes grew to more than {_count}; decompress the file yourself if it is meant");
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
