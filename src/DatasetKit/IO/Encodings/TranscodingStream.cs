using System.Text;

namespace DatasetKit.IO;

/// <summary>
/// A source in another encoding than UTF-8. Bytes that cannot be decoded are never replaced in silence: the record that
/// holds them is rejected. Source offsets come from a second decoder that follows the first, span by span.
/// </summary>
internal sealed class TranscodingStream : SourceStream
{
    private readonly Encoding _encoding;
    private readonly Decoder _decoder;
    private readonly Queue<int> _badLengths = new();
    private readonly Queue<long> _badPlaces = new();
    private readonly SourceFollower _follower;
    private readonly byte[] _source = new byte[16 * 1024];
    private readonly char[] _chars;
    private byte[] _utf8 = [];
    private int _utf8Start;
    private int _utf8End;
    private long _produced;
    private char _highSurrogate;
    private bool _ended;

    /// <summary>What was remembered of a span that is passed over piece by piece; null when there is none.</summary>
    private (long Offset, List<byte>? Original)? _passed;

    public TranscodingStream(Stream rest, ReadOnlyMemory<byte> head, int markLength, Encoding encoding, InputContext context)
        : base(rest, head, markLength, context)
    {
        _encoding = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ReplacementFallback, new UndecodableBytes(_badLengths));
        _decoder = _encoding.GetDecoder();
        _chars = new char[_encoding.GetMaxCharCount(_source.Length)];
        _follower = new SourceFollower(encoding.CodePage, markLength);
    }

    protected override bool Moves => true;

    public override void Pass(in RecordSpan span, long utf8Offset)
    {
        // Its place and its first bytes must be known before the follower has gone by.
        _passed ??= Enter(span, keep: true);
        _follower.MoveTo(utf8Offset, null);
    }

    protected override void Locate(ref RecordSpan span)
    {
        var (start, end) = (span.Offset, span.Offset + span.Length);
        var (bad, first) = (0, 0L);
        while (_badPlaces.TryPeek(out var badPlace) && badPlace < end)
        {
            first = bad++ == 0 ? badPlace : first;
            _badPlaces.Dequeue();
        }

        var (place, original) = _passed ?? Enter(span, keep: bad > 0);
        _passed = null;
        span.Offset = place;
        _follower.MoveTo(end, null);
        span.Length = _follower.SourceOffset - span.Offset;
        if (bad > 0)
        {
            span.Kind = SpanKind.Reject;
            span.Node = -1;
            span.Original = original?.ToArray();
            span.Problem = new Finding(
                EncodingDiagnostics.InvalidBytes,
                Severity.Error,
                Context.At(span),
                null,
                $"{bad} byte sequence(s) are not valid {_encoding.WebName}, the first at byte {_follower.SourceOffset - span.Length + Before(original, first - start, span)}; repair the record, or name another --encoding");
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

    /// <summary>Follows to the beginning of a span and over the bytes of it that are kept: where it begins, and what they are in the source.</summary>
    private (long Offset, List<byte>? Original) Enter(in RecordSpan span, bool keep)
    {
        _follower.MoveTo(span.Offset, null);
        var offset = _follower.SourceOffset;
        List<byte>? original = keep && span.RawLength > 0 ? [] : null;
        _follower.MoveTo(span.Offset + span.RawLength, original);
        return (offset, original);
    }

    /// <summary>Source bytes of the record before its first undecodable one.</summary>
    private int Before(List<byte>? original, long utf8, in RecordSpan span)
    {
        if (original is null)
        {
            return 0;
        }

        var follower = new SourceFollower(_encoding.CodePage, 0);
        follower.Add([.. original], ended: true);
        follower.MoveTo(Math.Min(utf8, span.RawLength), null);
        return (int)follower.SourceOffset;
    }

    private void Decode()
    {
        var read = ReadSource(_source);
        _ended = read == 0;
        _follower.Add(_source.AsSpan(0, read), _ended);
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
            if (unit == UndecodableBytes.Sentinel && _badLengths.TryDequeue(out _))
            {
                _badPlaces.Enqueue(_produced + _utf8End);
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
}
