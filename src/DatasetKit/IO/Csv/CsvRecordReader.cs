using System.Text;
using System.Text.Unicode;
using CsvHelper;
using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>
/// CSV and TSV through CsvHelper, which finds fields and record ends; everything it would let pass is checked here. Each
/// record is an object of texts on the tape, its columns' names first in each block.
/// </summary>
internal sealed class CsvRecordReader : RecordReader
{
    /// <summary>Two line ends of two bytes, and one byte to know that there is more.</summary>
    private const int SlackForLineEnds = 5;

    private readonly InputContext _context;
    private readonly SourceStream _source;
    private readonly CsvDialect _dialect;
    private readonly CsvReader _csv;
    private readonly List<CsvMalformedRecord> _malformed = [];
    private readonly List<Finding> _warnings = [];
    private readonly CsvHeader? _header;
    private (int Start, int Length)[] _keys = [];
    private readonly long _base;
    private readonly int _baseLines;
    private readonly RecordSpan _headerSpan;
    private readonly byte[] _headerRaw = [];
    private byte[] _directive = [];
    private readonly HashSet<string> _lineEnds = [];
    private readonly List<(long Offset, long Line)> _blanks = [];
    private long _firstOffset;
    private long _number;
    private bool _current;
    private bool _started;
    private bool _ended;

    public CsvRecordReader(InputFile file, bool isTsv)
    {
        _context = file.Context;
        _source = file.Source;
        _dialect = CsvDialect.Detect(file.Utf8Head, file.HeadIsAll, isTsv, _context);
        SkipDirective();
        _base = _dialect.DirectiveLength;
        _baseLines = _dialect.DirectiveLines;
        _csv = CsvReader.Create(_source, _dialect.ToReaderOptions(_context.Options, _malformed.Add), leaveOpen: true);
        Advance(0);
        PassBlankLines();
        if (!_current)
        {
            return;
        }

        if (_csv.ByteOffset > 0 && _blanks.Count == 0)
        {
            throw _context.Fail(CsvDiagnostics.MarkInside, "the file begins with two byte order marks; remove one", 1, 1);
        }

        var options = _context.Options;
        if (options.HasHeader)
        {
            var names = CurrentFields();
            if (options.Columns is { } given && given.Count != names.Count)
            {
                throw _context.Fail(CsvDiagnostics.ColumnCount, $"--columns names {given.Count} columns, the file has {names.Count}", CurrentLine);
            }

            RefuseBrokenHeader();
            _headerRaw = _csv.RawRecord.ToArray();
            _headerSpan = new RecordSpan { Kind = SpanKind.Header, Node = -1, Offset = CurrentOffset, Line = CurrentLine, Column = 1 };
            _header = CsvHeader.Check(options.Columns ?? names, () => FirstColumnCounts(file), CurrentLine, _context, _warnings);
            Advance(CurrentLine + Utf8Text.CountLineEnds(_headerRaw));
        }
        else
        {
            var count = _csv.FieldCount;
            if (options.Columns is { } given && given.Count != count)
            {
                throw _context.Fail(CsvDiagnostics.ColumnCount, $"--columns names {given.Count} columns, the first record has {count}", CurrentLine);
            }

            _header = CsvHeader.Check(options.Columns ?? [.. Enumerable.Range(1, count).Select(i => $"column{i}")], () => false, CurrentLine, _context, _warnings);
        }
    }

    public override string Container => _dialect.Delimiter == '\t' ? "TSV" : "CSV";

    /// <summary>How the file is written.</summary>
    public CsvDialect Dialect => _dialect;

    /// <summary>The columns' names in order; none for an empty file.</summary>
    public IReadOnlyList<string> Columns => _header is null ? [] : [.. _header.Names.Select(name => Utf8Text.Show(name))];

    private long CurrentOffset => _base + _csv.ByteOffset;

    private long CurrentLine => _baseLines + _csv.LineNumber;

    public override bool Read(RecordBatch batch)
    {
        if (_ended)
        {
            return false;
        }

        var names = _header?.Bytes ?? 0;
        var needed = names + (_current ? RoomFor(_csv.RawRecord.Length) : 0) + _headerRaw.Length + _dialect.DirectiveLength;
        batch.Begin(batch.TakeBlock(Math.Max(RecordBatch.BlockSize, needed)));
        batch.Warnings.AddRange(_warnings);
        _warnings.Clear();
        var used = WriteNames(batch.Tape.Bytes);
        // A lenient row may lack its last columns.
        batch.Tape.Columns = _context.Options.Lenient ? null : _header;
        used = Start(batch, used);
        while (_current)
        {
            if (batch.Count >= RecordBatch.MaxRecords || used + RoomFor(_csv.RawRecord.Length) > batch.Tape.Bytes.Length)
            {
                break;
            }

            used = AddCurrent(batch, used);
            ref var added = ref batch.Spans[^1];
            Advance(added.Line, batch.Raw(added));
            Close(batch);
        }

        _ended = !_current;
        if (_ended)
        {
            Close(batch);
        }

        _source.Locate(batch);
        return true;
    }

    public override void Dispose()
    {
        _csv.Dispose();
        base.Dispose();
    }

    /// <summary>A record's bytes, and once more for fields in which quotes were doubled.</summary>
    private static int RoomFor(int raw) => raw * 2;

    /// <summary>Writes what stands before the first record into the first batch.</summary>
    private int Start(RecordBatch batch, int used)
    {
        if (_started)
        {
            return used;
        }

        _started = true;
        if (_source.MarkLength > 0)
        {
            batch.Add(SpanKind.ByteOrderMark, 0, _source.MarkLength, 1);
        }

        if (_dialect.DirectiveLength > 0)
        {
            ref var directive = ref batch.Add(SpanKind.Directive, 0, _dialect.DirectiveLength, 1);
            directive.RawStart = used;
            directive.RawLength = _directive.Length;
            _directive.CopyTo(batch.Tape.Bytes, used);
            used += _directive.Length;
        }

        for (var i = 0; i < _blanks.Count; i++)
        {
            var end = i + 1 < _blanks.Count ? _blanks[i + 1].Offset : _firstOffset;
            batch.Add(SpanKind.Blank, _blanks[i].Offset, end - _blanks[i].Offset, _blanks[i].Line).RawStart = used;
        }

        if (_header is not null && _context.Options.HasHeader)
        {
            ref var header = ref batch.Add(SpanKind.Header, _headerSpan.Offset, 0, _headerSpan.Line);
            header.RawStart = used;
            header.RawLength = _headerRaw.Length;
            _headerRaw.CopyTo(batch.Tape.Bytes, used);
            used += _headerRaw.Length;
            Close(batch);
        }

        return used;
    }

    /// <summary>Ends the last span where the next record begins, or at the end of the file.</summary>
    private void Close(RecordBatch batch)
    {
        if (batch.Count > 0)
        {
            ref var last = ref batch.Spans[^1];
            if (last.Kind is not (SpanKind.ByteOrderMark or SpanKind.Directive) && last.Length == 0)
            {
                last.Length = (_current ? CurrentOffset : _source.Delivered) - last.Offset;
                NoteLineEnd(batch, (int)(last.Length - last.RawLength), last);
            }
        }
    }

    private void NoteLineEnd(RecordBatch batch, int length, in RecordSpan span)
    {
        if (_lineEnds.Count < 2 && length is 1 or 2 && _lineEnds.Add(length == 2 ? "CRLF" : "LF or CR") && _lineEnds.Count == 2)
        {
            batch.Warnings.Add(new Finding(CsvDiagnostics.MixedLineEnds, Severity.Warning, _context.At(span), null, "records end with CRLF here and with LF or CR elsewhere; all are read"));
        }
    }

    private int AddCurrent(RecordBatch batch, int used)
    {
        var raw = _csv.RawRecord;
        var columns = _header!.Names.Count;
        if (raw.IsEmpty && columns > 1)
        {
            ref var blank = ref batch.Add(SpanKind.Blank, CurrentOffset, 0, CurrentLine);
            blank.RawStart = used;
            return used;
        }

        var block = batch.Tape.Bytes;
        raw.CopyTo(block.AsSpan(used));
        ref var span = ref batch.Add(SpanKind.Record, CurrentOffset, 0, CurrentLine);
        span.RawStart = used;
        span.RawLength = raw.Length;
        span.Number = ++_number;
        used += raw.Length;
        if (FindProblem(batch, span, raw) is { } problem)
        {
            span.Kind = SpanKind.Reject;
            span.Problem = problem;
            return used;
        }

        span.Node = batch.Tape.Add(NodeKind.Object, span.RawStart, raw.Length);
        var fields = Math.Min(_csv.FieldCount, columns);
        for (var i = 0; i < fields; i++)
        {
            batch.Tape.Add(NodeKind.String, _keys[i].Start, _keys[i].Length, TextForm.Plain);
            var field = _csv.GetSpan(i);
            if (raw.Overlaps(field, out var at))
            {
                batch.Tape.Add(NodeKind.String, span.RawStart + at, field.Length, TextForm.Plain);
            }
            else
            {
                field.CopyTo(block.AsSpan(used));
                batch.Tape.Add(NodeKind.String, used, field.Length, TextForm.Plain);
                used += field.Length;
            }
        }

        batch.Tape.Close(span.Node, raw.Length);
        return used;
    }

    private Finding? FindProblem(RecordBatch batch, in RecordSpan span, ReadOnlySpan<byte> raw)
    {
        Finding? found = null;
        if (_malformed.Count > 0)
        {
            found = Malformed(batch, span);
        }

        var columns = _header!.Names.Count;
        if (found is null && !Utf8.IsValid(raw))
        {
            found = Reject(EncodingDiagnostics.InvalidBytes, span, raw, Utf8Text.IndexOfInvalid(raw), null, "the record holds bytes that are not valid UTF-8; repair it, or name the file's --encoding");
        }

        if (found is null && raw.StartsWith("\uFEFF"u8))
        {
            found = Reject(CsvDiagnostics.MarkInside, span, raw, 0, null, "a byte order mark stands inside the file: two files were joined; remove the mark");
        }

        if (found is null && _csv.FieldCount < columns)
        {
            var missing = string.Join(", ", _header.Names.Skip(_csv.FieldCount).Select(n => Utf8Text.Show(n)));
            found = Lenient(batch, Reject(CsvDiagnostics.ShortRow, span, raw, raw.Length, Utf8Text.Show(_header.Names[_csv.FieldCount]), $"{_csv.FieldCount} {(_csv.FieldCount == 1 ? "field" : "fields")}, the header has {columns}; missing: {missing}"));
        }

        if (found is null && _csv.FieldCount > columns)
        {
            found = Lenient(batch, Reject(CsvDiagnostics.LongRow, span, raw, raw.Overlaps(_csv.GetSpan(columns), out var extra) ? extra : raw.Length, null, $"{_csv.FieldCount} fields, the header has {columns}; not in any column: \"{Utf8Text.Excerpt(_csv.GetSpan(columns))}\"; quote the field that holds the delimiter"));
        }

        if (found is null && raw.Contains((byte)0))
        {
            batch.Warnings.Add(new Finding(CsvDiagnostics.NulByte, Severity.Warning, _context.At(span), null, "a field holds the character U+0000; it is kept"));
        }

        return found;
    }

    private Finding? Malformed(RecordBatch batch, in RecordSpan span)
    {
        // An unclosed quote is reported twice for one record; the first report that matters decides.
        Finding? found = null;
        foreach (var malformed in _malformed)
        {
            var raw = _csv.RawRecord;
            var at = (int)Math.Clamp(_base + malformed.ByteOffset - span.Offset, 0, raw.Length);
            switch (malformed.Reason)
            {
                case CsvMalformedReason.UnterminatedQuote:
                    found = UnclosedQuote(span);
                    break;
                case CsvMalformedReason.TextAfterClosingQuote or CsvMalformedReason.TrailingEscape:
                    found ??= Lenient(batch, Reject(CsvDiagnostics.TextAfterQuote, span, raw, at, null, "text stands after a closing quote; double the quotes inside the field; quotes escaped with a backslash are not read yet"));
                    break;
                case CsvMalformedReason.LineBreakInQuotes:
                    found ??= Reject(CsvDiagnostics.LineBreak, span, raw, OpeningQuote(raw), null, "a quoted field is not closed on this line and --no-multiline forbids line breaks in fields");
                    break;
                case CsvMalformedReason.StrayQuote:
                    batch.Warnings.Add(new Finding(CsvDiagnostics.StrayQuote, Severity.Warning, Place(span, raw, at), null, "a quote stands inside an unquoted field; it is kept"));
                    break;
            }
        }

        _malformed.Clear();
        return found;
    }

    private Finding UnclosedQuote(in RecordSpan span)
    {
        var raw = _csv.RawRecord;
        var open = OpeningQuote(raw);
        var place = Place(span, raw, open);
        var last = place.Line + Utf8Text.CountLineEnds(raw[open..].TrimEnd("\r\n"u8));
        var name = _csv.FieldCount <= _header!.Names.Count ? Utf8Text.Show(_header.Names[_csv.FieldCount - 1]) : null;
        return new Finding(CsvDiagnostics.UnclosedQuote, Severity.Error, place, name, last == place.Line
            ? "the quoted field that is opened here is never closed; close it"
            : $"the quoted field that is opened here is never closed: it swallows lines {place.Line} to {last}, the end of the file; close it, or read with --no-multiline");
    }

    private Finding? Lenient(RecordBatch batch, Finding problem)
    {
        if (!_context.Options.Lenient)
        {
            return problem;
        }

        batch.Warnings.Add(problem with { Severity = Severity.Warning });
        return null;
    }

    private Finding Reject(Diagnostic diagnostic, in RecordSpan span, ReadOnlySpan<byte> raw, int at, string? field, string message) =>
        new(diagnostic, Severity.Error, Place(span, raw, at), field, message);

    /// <summary>The line and column of a byte of a record, which may run over several lines.</summary>
    private SourceLocation Place(in RecordSpan span, ReadOnlySpan<byte> raw, int at)
    {
        var before = raw[..at];
        var lineStart = before.LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        return _context.At(span, Utf8Text.ColumnAt(before[lineStart..], at - lineStart)) with { Line = span.Line + Utf8Text.CountLineEnds(before) };
    }

    /// <summary>Where the quoted field that is never closed begins. Only such records are looked at again.</summary>
    private int OpeningQuote(ReadOnlySpan<byte> raw)
    {
        var quote = (byte)(_context.Options.Quote ?? '"');
        var (open, atStart) = (-1, true);
        for (var i = 0; i < raw.Length; i++)
        {
            if (open >= 0)
            {
                if (raw[i] == quote && i + 1 < raw.Length && raw[i + 1] == quote)
                {
                    i++;
                }
                else if (raw[i] == quote)
                {
                    (open, atStart) = (-1, false);
                }
            }
            else
            {
                open = atStart && raw[i] == quote ? i : -1;
                atStart = raw[i] == (byte)_dialect.Delimiter;
            }
        }

        return Math.Max(open, 0);
    }

    /// <summary>Reads the next record.</summary>
    /// <param name="line">The line on which the last record begins; 0 when there is none.</param>
    /// <param name="last">Its bytes.</param>
    private void Advance(long line, ReadOnlySpan<byte> last = default)
    {
        _malformed.Clear();
        // Whoever asks for more while this much is there has not found the end of a record that is too long.
        _source.Limit = (_current ? CurrentOffset + _csv.RawRecord.Length : _base) + _context.Options.MaxRecordBytes + SlackForLineEnds;
        try
        {
            _current = _csv.Read();
        }
        catch (RecordTooLongException cause)
        {
            throw TooLong(line + Utf8Text.CountLineEnds(last) + 1, cause);
        }

        if (_current && _csv.RawRecord.Length > _context.Options.MaxRecordBytes)
        {
            throw TooLong(CurrentLine, null);
        }
    }

    private InputException TooLong(long line, Exception? cause) => _context.Fail(
        CsvDiagnostics.TooLong,
        $"the record that begins here is longer than {_context.Options.MaxRecordBytes} bytes, most likely because a quote is never closed; read with --no-multiline to find it, or raise --max-record",
        line,
        1,
        cause);

    /// <summary>Lines of nothing before the header are not the header.</summary>
    private void PassBlankLines()
    {
        while (_current && _csv.RawRecord.IsEmpty)
        {
            _blanks.Add((CurrentOffset, CurrentLine));
            Advance(CurrentLine);
        }

        _firstOffset = _current ? CurrentOffset : _source.Delivered;
    }

    private List<string> CurrentFields()
    {
        var fields = new List<string>(_csv.FieldCount);
        for (var i = 0; i < _csv.FieldCount; i++)
        {
            fields.Add(_csv.GetString(i));
        }

        return fields;
    }

    private void RefuseBrokenHeader()
    {
        if (!Utf8.IsValid(_csv.RawRecord))
        {
            throw _context.Fail(EncodingDiagnostics.WrongEncoding, "the header is not valid UTF-8; name the file's --encoding", CurrentLine, Utf8Text.ColumnOfFirstInvalid(_csv.RawRecord));
        }

        foreach (var malformed in _malformed)
        {
            if (malformed.Reason is not CsvMalformedReason.StrayQuote)
            {
                throw _context.Fail(malformed.Reason switch { CsvMalformedReason.UnterminatedQuote => CsvDiagnostics.UnclosedQuote, CsvMalformedReason.LineBreakInQuotes => CsvDiagnostics.LineBreak, _ => CsvDiagnostics.TextAfterQuote }, "the header itself has a broken quote; correct it, or leave out lines before it with --skip", CurrentLine);
            }
        }
    }

    /// <summary>Whether the first column of the head holds 0, 1, 2 … or 1, 2, 3 ….</summary>
    private bool FirstColumnCounts(InputFile file)
    {
        using var reader = CsvReader.Create(file.Utf8Head[_dialect.DirectiveLength..], _dialect.ToReaderOptions(_context.Options, _ => { }));
        var header = false;
        long next = -1;
        while (reader.Read())
        {
            if (reader.RawRecord.IsEmpty || !header)
            {
                header |= !reader.RawRecord.IsEmpty;
                continue;
            }

            if (!long.TryParse(reader.GetSpan(0), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) || (next < 0 ? value > 1 : value != next))
            {
                // A cut last record may hold part of a number.
                return next > 1 && !file.HeadIsAll && !reader.Read();
            }

            next = value + 1;
        }

        return next > 0;
    }

    private void SkipDirective()
    {
        _directive = new byte[_dialect.DirectiveLength];
        _source.ReadExactly(_directive);
    }

    private int WriteNames(byte[] block)
    {
        if (_header is null)
        {
            return 0;
        }

        if (_keys.Length == 0)
        {
            _keys = new (int, int)[_header.Names.Count];
        }

        var used = 0;
        for (var i = 0; i < _keys.Length; i++)
        {
            var name = _header.Names[i];
            name.CopyTo(block, used);
            _keys[i] = (used, name.Length);
            used += name.Length;
        }

        return used;
    }
}
