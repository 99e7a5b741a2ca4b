namespace DatasetKit.IO;

/// <summary>
/// Finds source offsets for UTF-8 offsets in a transcoded source: decodes the same bytes once more, but stops where it is
/// told. Encoding the text back would not do, as some encodings have several byte sequences for one character.
/// </summary>
internal sealed class SourceFollower(Transcoder transcoder, long sourceOffset)
{
    private readonly byte[] _text = new byte[4096];
    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private long _utf8;
    private bool _ended;

    /// <summary>The source offset of the place that was moved to.</summary>
    public long SourceOffset { get; private set; } = sourceOffset;

    /// <summary>Source bytes that come next.</summary>
    public void Add(ReadOnlySpan<byte> bytes, bool ended)
    {
        _ended = ended;
        if (_bytes.Length - _end < bytes.Length)
        {
            var kept = _end - _start;
            var larger = _bytes.Length >= (kept + bytes.Length) * 2 ? _bytes : new byte[(kept + bytes.Length) * 2];
            _bytes.AsSpan(_start, kept).CopyTo(larger);
            (_bytes, _start, _end) = (larger, 0, kept);
        }

        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Moves on to a UTF-8 offset, which is the start of a character.</summary>
    /// <param name="utf8">The offset.</param>
    /// <param name="passed">Receives the source bytes on the way; null when nobody wants them.</param>
    public void MoveTo(long utf8, List<byte>? passed)
    {
        while (_utf8 < utf8)
        {
            var piece = transcoder.Next(_bytes.AsSpan(_start, _end - _start), _ended, _text, (int)Math.Min(utf8 - _utf8, _text.Length - Transcoder.Slack));
            if (piece is { Bytes: 0, Utf8: 0 })
            {
                return;
            }

            passed?.AddRange(_bytes.AsSpan(_start, piece.Bytes));
            _start += piece.Bytes;
            SourceOffset += piece.Bytes;
            _utf8 += piece.Utf8;
        }
    }
}
