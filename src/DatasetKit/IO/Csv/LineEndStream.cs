namespace DatasetKit.IO;

/// <summary>
/// Passes a table's bytes on and remembers where a CR has no LF behind it: the splitters tell where a record ends, but not with
/// which of the two. A file of one kind costs one search for CR in each block, or in the first block only.
/// </summary>
internal sealed class LineEndStream(Stream source, long offset) : ReadOnlyStream
{
    private readonly Queue<long> _returns = new();
    private long _offset = offset;
    private bool _endsWithReturn;
    private bool _isIdle;
    private string? _first;

    /// <summary>Hears of the end of one record after the other; says once, where a second kind of line end is met, which two they are.</summary>
    /// <param name="offset">Where the line end begins.</param>
    /// <param name="length">1 for LF or CR, 2 for CRLF; any other is no line end.</param>
    public (string Here, string Before)? Note(long offset, long length)
    {
        if (length is not (1 or 2) || _first == string.Empty)
        {
            return null;
        }

        var here = length == 2 ? "CRLF" : _isIdle ? "LF or CR" : IsReturn(offset) ? "CR" : "LF";
        var before = _first ?? here;
        _first = here == before ? here : string.Empty;
        // Behind a CRLF every other kind is one byte shorter, so nobody needs to look any more.
        _isIdle |= length == 2 || here != before;
        return here == before ? null : (here, before);
    }

    public override int Read(Span<byte> buffer)
    {
        var count = source.Read(buffer);
        if (!_isIdle)
        {
            Search(buffer[..count]);
        }

        _offset += count;
        return count;
    }

    private bool IsReturn(long offset)
    {
        while (_returns.TryPeek(out var next) && next < offset)
        {
            _returns.Dequeue();
        }

        return _returns.TryPeek(out var found) && found == offset;
    }

    private void Search(ReadOnlySpan<byte> block)
    {
        if (_endsWithReturn && !block.StartsWith("\n"u8))
        {
            _returns.Enqueue(_offset - 1);
        }

        _endsWithReturn = block.EndsWith("\r"u8);
        for (var at = 0; block[at..].IndexOf((byte)'\r') is >= 0 and var next; at += next + 1)
        {
            if (at + next + 1 < block.Length && block[at + next + 1] != '\n')
            {
                _returns.Enqueue(_offset + at + next);
            }
        }
    }
}
