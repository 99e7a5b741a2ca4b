using System.Text;

namespace DatasetKit.IO;

/// <summary>
/// Finds source offsets for UTF-8 offsets in a transcoded source: decodes the same bytes once more, but stops where it is
/// told. Encoding the text back would not do, as some encodings have several byte sequences for one character.
/// </summary>
internal sealed class SourceFollower(int codePage, long sourceOffset)
{
    private readonly Decoder _decoder = Encoding.GetEncoding(codePage, EncoderFallback.ReplacementFallback, new UndecodableBytes(new Queue<int>())).GetDecoder();
    private readonly char[] _chars = new char[4096];
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
            // A UTF-16 unit is at most three bytes of UTF-8, so a third of the way never leads too far; a pair is four.
            var left = utf8 - _utf8;
            var units = left <= 3 ? 1 : (int)Math.Clamp(left / 3, 2, _chars.Length);
            _decoder.Convert(_bytes.AsSpan(_start, _end - _start), _chars.AsSpan(0, units), _ended, out var used, out var made, out _);
            if (used == 0 && made == 0)
            {
                return;
            }

            passed?.AddRange(_bytes.AsSpan(_start, used));
            _start += used;
            SourceOffset += used;
            _utf8 += Encoding.UTF8.GetByteCount(_chars.AsSpan(0, made));
        }
    }
}
