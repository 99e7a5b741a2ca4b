using System.IO.Compression;

namespace DatasetKit.IO;

/// <summary>Decompresses gzip, several members in a row too, and refuses what is cut off, damaged or made to explode.</summary>
/// <remarks>
/// <see cref="GZipStream"/> ends without a word where its input is cut off, and passes over what follows the last member. So
/// one more member follows the input here: only if the input was whole does its content come out at the end.
/// </remarks>
internal sealed class GzipSource(CountingStream compressed, InputContext context) : ReadOnlyStream
{
    /// <summary>Text compresses 3- to 10-fold, very repetitive text 50-fold.</summary>
    private const int MaxRatio = 200;

    /// <summary>Small files may be all zeros; they do no harm.</summary>
    private const long AlwaysAllowed = 64 * 1024 * 1024;

    private static readonly byte[] Seal = [.. "-- datasetkit: the end of the input, reached whole -- datasetkit: the end of the input, reached whole --"u8];
    private static readonly byte[] SealMember = Compress(Seal);

    private readonly GZipStream _inner = new(new SealedStream(compressed), CompressionMode.Decompress);
    private readonly byte[] _buffer = new byte[(64 * 1024) + Seal.Length];
    private int _start;
    private int _end;
    private long _count;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        while (!_ended && _end - _start <= Seal.Length)
        {
            Fill();
        }

        var count = Math.Min(buffer.Length, _ended ? _end - _start : _end - _start - Seal.Length);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        _count += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[] Compress(byte[] text)
    {
        var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal))
        {
            gzip.Write(text);
        }

        return target.ToArray();
    }

    /// <summary>Reads on behind the last bytes, which may be the seal and are held back until the end.</summary>
    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        int read;
        try
        {
            read = _inner.Read(_buffer.AsSpan(_end));
        }
        catch (InvalidDataException cause)
        {
            throw Damaged(cause);
        }

        _end += read;
        if (read == 0)
        {
            // An empty file is no gzip either, but it is whole: that it holds no record is said elsewhere.
            _ended = true;
            if (!_buffer.AsSpan(0, _end).EndsWith(Seal))
            {
                throw Damaged(null);
            }

            _end -= Seal.Length;
        }

        var total = _count + _end;
        if (total > AlwaysAllowed && total / MaxRatio > compressed.Count)
        {
            throw context.Fail(FileDiagnostics.CompressionBomb, $"{compressed.Count} compressed bytes grew to more than {total}; decompress the file yourself if that is meant");
        }
    }

    private InputException Damaged(Exception? cause) => context.Fail(
        FileDiagnostics.BadCompression,
        _count + _end == 0
            ? "the file's name ends in .gz, but its content is not gzip, or is damaged or cut off at once; fetch it again, or rename it if it is not compressed"
            : $"the gzip data is cut off, damaged or followed by something else, after {_count + _end} decompressed bytes; fetch the file again",
        cause: cause);

    /// <summary>The compressed input with the seal behind it.</summary>
    private sealed class SealedStream(Stream inner) : ReadOnlyStream
    {
        private bool _sealed;

        public override int Read(Span<byte> buffer)
        {
            if (_sealed)
            {
                return 0;
            }

            var count = inner.Read(buffer);
            if (count > 0)
            {
                return count;
            }

            // GZipStream's buffer has 8 KiB; the member is always asked for whole.
            _sealed = true;
            SealMember.CopyTo(buffer);
            return SealMember.Length;
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
}
