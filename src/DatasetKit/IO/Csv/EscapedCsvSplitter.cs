using System.Runtime.InteropServices;
using CsvHelper;
using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>
/// Finds records and fields where a quote inside quotes is escaped by a character before it. CsvHelper's own mode for this keeps
/// the quotes and divides fields at delimiters inside them.
/// </summary>
/// <remarks>
/// As PostgreSQL reads it (<c>postgres/postgres:src/backend/commands/copyfromparse.c</c>): inside quotes the escape character makes
/// plain text of a quote or of itself; before anything else it is a character like any other. Two more ways are read because
/// nothing else can be meant: a doubled quote, and an escaped quote in a field without quotes, as Python's csv writes it.
/// </remarks>
internal sealed partial class EscapedCsvSplitter
{
    private readonly Stream _source;
    private readonly byte _delimiter;
    private readonly byte _quote;
    private readonly byte _escape;
    private readonly Action<CsvMalformedRecord> _onMalformed;
    private readonly byte[] _endsPlain;
    private readonly byte[] _endsQuoted;
    private readonly byte[] _endsField;
    private readonly List<Field> _fields = [];
    private byte[] _buffer;
    private byte[] _unescaped = [];
    private long _bufferOffset;
    private int _start;
    private int _end;
    private int _next;
    private int _filled;
    private bool _afterCarriageReturn;
    private bool _sourceEnded;

    public EscapedCsvSplitter(Stream source, CsvDialect dialect, char escape, ReadOptions options, Action<CsvMalformedRecord> onMalformed)
    {
        _source = source;
        _delimiter = (byte)dialect.Delimiter;
        _quote = (byte)(options.Quote ?? '"');
        _escape = (byte)escape;
        _onMalformed = onMalformed;
        _endsPlain = [_delimiter, _quote, (byte)'\n', (byte)'\r'];
        _endsQuoted = options.Multiline ? [_quote, _escape] : [_quote, _escape, (byte)'\n', (byte)'\r'];
        _endsField = [_delimiter, (byte)'\n', (byte)'\r'];
        _buffer = new byte[Math.Max(options.BufferBytes, 16)];
    }

    /// <summary>The record without its line end; good until the next is read.</summary>
    public ReadOnlySpan<byte> RawRecord => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Where the record begins in the source.</summary>
    public long ByteOffset => _bufferOffset + _start;

    /// <summary>The line on which the record begins, from 1.</summary>
    public long LineNumber { get; private set; } = 1;

    public int FieldCount => _fields.Count;

    /// <summary>The first field outside quotes that holds the escape character twice in a row; -1 when there is none.</summary>
    public int TwiceOutsideQuotes { get; private set; } = -1;

    /// <summary>The text of a field; good until another is asked for.</summary>
    public ReadOnlySpan<byte> GetSpan(int index)
    {
        var field = CollectionsMarshal.AsSpan(_fields)[index];
        var text = _buffer.AsSpan(_start + field.Start, field.Length);
        return field.Form == FieldForm.Plain ? text : Unescape(text, field.Form);
    }

    /// <summary>Where a field begins in the record, its quote included.</summary>
    public int PlaceOf(int index) => _fields[index].Start - (_fields[index].Start > 0 && _buffer[_start + _fields[index].Start - 1] == _quote ? 1 : 0);

    /// <summary>Moves on to the next record; false at the end of the source.</summary>
    public bool Read()
    {
        if (_fields.Count > 0)
        {
            // A line end stands behind every record but the last, after which nobody asks for the line.
            LineNumber += Utf8Text.CountLineEnds(RawRecord) + 1;
        }

        _start = _next;
        _fields.Clear();
        TwiceOutsideQuotes = -1;
        if (_afterCarriageReturn && At(_start) == '\n')
        {
            _start++;
        }

        _afterCarriageReturn = false;
        if (At(_start) < 0)
        {
            (_end, _next) = (_start, _start);
            return false;
        }

        Split();
        return true;
    }

    /// <summary>The text of a field; behind a quote that closes it too early, as it stands.</summary>
    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> text, FieldForm form)
    {
        if (_unescaped.Length < text.Length)
        {
            _unescaped = new byte[text.Length * 2];
        }

        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : -1;
            if (form == FieldForm.EscapedInside && text[i] == _quote && next != _quote)
            {
                text[(i + 1)..].CopyTo(_unescaped.AsSpan(length));
                return _unescaped.AsSpan(0, length + text.Length - i - 1);
            }

            if ((text[i] == _escape && next == _quote) || (form == FieldForm.EscapedInside && (text[i] == _quote || (text[i] == _escape && next == _escape))))
            {
                i++;
            }

            _unescaped[length++] = text[i];
        }

        return _unescaped.AsSpan(0, length);
    }

    /// <summary>The byte at a place in the buffer, which is filled up to there; -1 behind the end of the source.</summary>
    private int At(int place) => place < _filled || Fill(ref place) ? _buffer[place] : -1;

    /// <summary>Reads on. What stands before the record makes room, so the place asked for may move.</summary>
    private bool Fill(ref int place)
    {
        while (place >= _filled && !_sourceEnded)
        {
            if (_filled == _buffer.Length)
            {
                MakeRoom(ref place);
            }

            var count = _source.Read(_buffer.AsSpan(_filled));
            _sourceEnded = count == 0;
            _filled += count;
        }

        return place < _filled;
    }

    private void MakeRoom(ref int place)
    {
        var kept = _filled - _start;
        var room = kept * 2 > _buffer.Length ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(_start, kept).CopyTo(room);
        _buffer = room;
        _bufferOffset += _start;
        place -= _start;
        _filled = kept;
        _start = 0;
    }

    /// <summary>A field's bytes in the record, without its quotes.</summary>
    /// <param name="Start">First byte.</param>
    /// <param name="Length">Bytes.</param>
    /// <param name="Form">How they become its text.</param>
    private readonly record struct Field(int Start, int Length, FieldForm Form);

    private enum FieldForm : byte
    {
        Plain,
        EscapedInside,
        EscapedOutside,
    }
}
