using System.IO.Compression;

namespace DatasetKit.IO;

/// <summary>
/// Compresses so that the bytes depend on the content only: no name, no time, no operating system in the header,
/// and the same blocks to the compressor however the content was cut into writes.
/// </summary>
internal sealed class GzipOutput : WriteOnlyStream
{
    private const int ChunkSize = 64 * 1024;

    private readonly Stream _sink;
    private readonly GZipStream _compressor;
    private readonly byte[] _chunk = GC.AllocateUninitializedArray<byte>(ChunkSize);
    private int _held;
    private bool _any;

    public GzipOutput(Stream sink)
    {
        _sink = sink;
        _compressor = new GZipStream(new Header(sink), CompressionLevel.Optimal);
    }

    /// <summary>A complete gzip file of nothing (RFC 1952): the compressor writes no byte at all then.</summary>
    private static ReadOnlySpan<byte> Empty => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int count = Math.Min(buffer.Length, ChunkSize - _held);
            buffer[..count].CopyTo(_chunk.AsSpan(_held));
            _held += count;
            buffer = buffer[count..];
            if (_held == ChunkSize)
            {
                WriteChunk();
            }
        }
    }

    /// <summary>Does nothing: a flush in the middle would change the bytes.</summary>
    public override void Flush()
    {
    }

    /// <summary>Writes what is held and the end of the file.</summary>
    public void Finish()
    {
        WriteChunk();
        if (_any)
        {
            _compressor.Dispose();
        }
        else
        {
            _sink.Write(Empty);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _compressor.Dispose();
        }

        base.Dispose(disposing);
    }

    private void WriteChunk()
    {
        if (_held > 0)
        {
            _any = true;
            _compressor.Write(_chunk, 0, _held);
            _held = 0;
        }
    }

    /// <summary>Sets the tenth byte, which names the operating system, to "unknown".</summary>
    private sealed class Header(Stream sink) : WriteOnlyStream
    {
        private const int SystemByte = 9;
        private const byte UnknownSystem = 255;
        private int _position;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            int before = SystemByte - _position;
            if (before >= 0 && before < buffer.Length)
            {
                sink.Write(buffer[..before]);
                sink.WriteByte(UnknownSystem);
                buffer = buffer[(before + 1)..];
                _position = SystemByte + 1;
            }
            else if (before >= 0)
            {
                _position += buffer.Length;
            }

            sink.Write(buffer);
        }

        public override void Flush()
        {
        }
    }
}
