using System.Text;
using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>
/// A source in another encoding than UTF-8. Bytes that cannot be decoded are never replaced in silence: the record that
/// holds them is rejected. Source offsets come from a second decoder that follows the first, span by span.
/// </summary>
internal sealed class TranscodingStream : SourceStream
{
    private readonly Encoding _encoding;
    private readonly Transcoder _transcoder;
    private readonly Queue<long> _badPlaces = new();
    private readonly SourceFollower _follower;
    private readonly byte[] _source = new byte[16 * 1024];
    private readonly byte[] _utf8;
    private int _kept;
    private int _utf8Start;
    private int _utf8End;
    private long _produced;
    private bool _ended;

    /// <summary>What was remembered of a span that is passed over piece by piece; null when there is none.</summary>
    private (long Offset, List<byte>? Original)? _passed;

    public TranscodingStream(Stream rest, ReadOnlyMemory<byte> head, int markLength, Encoding encoding, InputContext context)
        : base(rest, head, markLength, context)
    {
        _encoding = encoding;
        _transcoder = Transcoder.Of(encoding);
        // No byte makes more than one character, and none that is kept makes more than four bytes.
        _utf8 = new byte[(_source.Length * 4) + Transcoder.Slack];
        _follower = new SourceFollower(Transcoder.Of(encoding), markLength);
    }

    protected override bool Moves => true;

    public override void Pass(in RecordSpan span, long utf8Offset)
    {
        // Its place and its first bytes must be known before the follower has gone by.
        _passed ??= Enter(span, keep: true);
        _follower.MoveTo(utf8Offset, null);
    }

    protected override void Locate(ref RecordSpan span, ReadOnlySpan<byte> raw, bool returnsEndLines)
    {
        var (start, end) = (span.Offset, span.Offset + span.Length);
        var (bad, first) = (0, 0L);
        while (_badPlaces.TryPeek(out var next) && next < end)
        {
            first = bad++ == 0 ? next : first;
            _badPlaces.Dequeue();
        }

        var (offset, original) = _passed ?? Enter(span, keep: bad > 0);
        _passed = null;
        span.Offset = offset;
        _follower.MoveTo(end, null);
        span.Length = _follower.SourceOffset - span.Offset;
        if (bad == 0 || span.Kind == SpanKind.Directive)
        {
            return;
        }

        var place = Place(span, raw[..(int)Math.Clamp(first - start, 0, raw.Length)], returnsEndLines);
        if (span.Kind == SpanKind.Header)
        {
            throw Context.Fail(EncodingDiagnostics.WrongEncoding, $"the header is not valid {_encoding.WebName}; name another --encoding, or repair it", place.Line, place.Column);
        }

        span.Kind = SpanKind.Reject;
        span.Node = -1;
        span.Original = original?.ToArray();
        span.Problem = new Finding(
            EncodingDiagnostics.InvalidBytes,
            Severity.Error,
            place,
            null,
            $"{bad} byte sequence(s) are not valid {_encoding.WebName}, the first at byte {span.Offset + Before(original, first - start, span)}; repair the record, or name another --encoding");
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

    private SourceLocation Place(in RecordSpan span, ReadOnlySpan<byte> before, bool returnsEndLines)
    {
        var lineStart = (returnsEndLines ? before.LastIndexOfAny((byte)'\n', (byte)'\r') : before.LastIndexOf((byte)'\n')) + 1;
        var lines = returnsEndLines ? Utf8Text.CountLineEnds(before) : before.Count((byte)'\n');
        var column = Utf8Text.CountCodePoints(before[lineStart..]) + (lines == 0 ? span.Column : 1);
        return Context.At(span, column) with { Line = span.Line + lines };
    }

    /// <summary>Source bytes of the record before its first undecodable one.</summary>
    private int Before(List<byte>? original, long utf8, in RecordSpan span)
    {
        if (original is null)
        {
            return 0;
        }

        var follower = new SourceFollower(Transcoder.Of(_encoding), 0);
        follower.Add([.. original], ended: true);
        follower.MoveTo(Math.Min(utf8, span.RawLength), null);
        return (int)follower.SourceOffset;
    }

    private void Decode()
    {
        var read = ReadSource(_source.AsSpan(_kept));
        _ended = read == 0;
        _follower.Add(_source.AsSpan(_kept, read), _ended);
        ReadOnlySpan<byte> source = _source.AsSpan(0, _kept + read);
        (_utf8Start, _utf8End) = (0, 0);
        for (var piece = default(Transcoder.Piece); ; source = source[piece.Bytes..])
        {
            piece = _transcoder.Next(source, _ended, _utf8.AsSpan(_utf8End), _utf8.Length);
            if (piece is { Bytes: 0, Utf8: 0 })
            {
                break;
            }

            if (piece.IsBad)
            {
                _badPlaces.Enqueue(_produced + _utf8End);
            }

            _utf8End += piece.Utf8;
        }

        source.CopyTo(_source);
        _kept = source.Length;
        _produced += _utf8End;
    }
}
