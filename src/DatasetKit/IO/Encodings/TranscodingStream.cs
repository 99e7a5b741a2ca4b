using System.Text;
using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>
/// A source in another encoding than UTF-8. Bytes that cannot be decoded are never replaced in silence: the record that
/// holds them is rejected. Source offsets come from encoding each stretch back, which is why encodings that keep state
/// between characters are not accepted.
/// </summary>
internal sealed class TranscodingStream : SourceStream
{
    private readonly Encoding _encoding;
    private readonly Decoder _decoder;
    private readonly BadBytes _bad = new();
    private readonly Queue<(long At, int Length)> _badPlaces = new();
    private readonly byte[] _source = new byte[16 * 1024];
    private readonly char[] _chars;
    private byte[] _utf8 = [];
    private int _utf8Start;
    private int _utf8End;
    private long _produced;
    private long _sourceOffset;
    private char _highSurrogate;
    private bool _ended;

    public TranscodingStream(Stream rest, ReadOnlyMemory<byte> head, int markLength, Encoding encoding)
        : base(rest, head, markLength)
    {
        _encoding = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ReplacementFallback, _bad);
        _decoder = _encoding.GetDecoder();
        _chars = new char[_encoding.GetMaxCharCount(_source.Length)];
        _sourceOffset = markLength;
    }

    public override bool IsTranscoded => true;

    public override void Locate(RecordBatch batch, InputContext context)
    {
        var unit = _encoding.GetByteCount("\n");
        foreach (ref var span in batch.Spans)
        {
            var raw = batch.Raw(span);
            var end = span.Offset + span.Length;
            var bad = 0;
            var badBytes = 0;
            while (_badPlaces.TryPeek(out var place) && place.At < end)
            {
                bad++;
                badBytes += place.Length;
                _badPlaces.Dequeue();
            }

            var text = Utf8Text.Show(raw);
            if (bad > 0)
            {
                text = text.Replace("\uFFFD", string.Empty, StringComparison.Ordinal);
                span.Kind = SpanKind.Reject;
                span.Problem = new Finding(
                    EncodingDiagnostics.InvalidBytes,
                    Severity.Error,
                    context.At(span) with { ByteOffset = _sourceOffset },
                    null,
                    $"{bad} byte sequence(s) are not valid {_encoding.WebName}; repair the record or name another --encoding");
            }

            var length = _encoding.GetByteCount(text) + badBytes + ((span.Length - raw.Length) * unit);
            span.Offset = _sourceOffset;
            span.Length = length;
            _sourceOffset += length;
        }
    }

    protected override int ReadUtf8(Span<byte> buffer)
    {
        while (_utf8Start == _utf8End)
        {
            if (_ended)
            {
                return 0;
            }

            Decode();
        }

        var count = Math.Min(buffer.Length, _utf8End - _utf8Start);
        _utf8.AsSpan(_utf8Start, count).CopyTo(buffer);
        _utf8Start += count;
        return count;
    }

    private void Decode()
    {
        var read = ReadSource(_source);
        _ended = read == 0;
        var count = _decoder.GetChars(_source.AsSpan(0, read), _chars, flush: _ended);
        if (_utf8.Length < (count + 1) * 3)
        {
            _utf8 = new byte[(count + 1) * 3];
        }

        _utf8Start = 0;
        _utf8End = 0;
        Span<char> pair = stackalloc char[2];
        foreach (var unit in _chars.AsSpan(0, count))
        {
            if (unit == BadBytes.Sentinel && _bad.TryTake(out var length))
            {
                _badPlaces.Enqueue((_produced + _utf8End, length));
                _utf8End += Encoding.UTF8.GetBytes("\uFFFD", _utf8.AsSpan(_utf8End));
            }
            else if (char.IsHighSurrogate(unit))
            {
                _highSurrogate = unit;
            }
            else if (char.IsLowSurrogate(unit))
            {
                pair[0] = _highSurrogate;
                pair[1] = unit;
                _utf8End += Encoding.UTF8.GetBytes(pair, _utf8.AsSpan(_utf8End));
            }
            else
            {
                _utf8End += new Rune(unit).EncodeToUtf8(_utf8.AsSpan(_utf8End));
            }
        }

        _produced += _utf8End;
    }

    /// <summary>Puts a noncharacter where bytes could not be decoded, and remembers how many they were.</summary>
    private sealed class BadBytes : DecoderFallback
    {
        public const char Sentinel = '\uFFFF';
        private readonly Queue<int> _lengths = new();

        public override int MaxCharCount => 1;

        public bool TryTake(out int length) => _lengths.TryDequeue(out length);

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(_lengths);

        private sealed class Buffer(Queue<int> lengths) : DecoderFallbackBuffer
        {
            private int _remaining;

            public override int Remaining => _remaining;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                lengths.Enqueue(bytesUnknown.Length);
                _remaining = 1;
                return true;
            }

            public override char GetNextChar() => _remaining-- > 0 ? Sentinel : '\0';

            public override bool MovePrevious() => false;

            public override void Reset() => _remaining = 0;
        }
    }
}
