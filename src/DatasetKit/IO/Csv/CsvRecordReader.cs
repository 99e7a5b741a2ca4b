using CsvHelper;
using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>
/// CSV and TSV. A splitter finds fields and record ends; everything it would let pass is checked here. Each
/// record is an object of texts on the tape, its columns' names first in each block.
/// </summary>
internal sealed partial class CsvRecordReader : RecordReader
{
    /// <summary>Two line ends of two bytes, and one byte to know that there is more.</summary>
    private const int SlackForLineEnds = 5;

    private readonly InputContext _context;
    private readonly SourceStream _source;
    private readonly CsvDialect _dialect;
    private readonly CsvSplitter _csv;
    private readonly List<CsvMalformedRecord> _malformed = [];
    private readonly List<Finding> _warnings = [];
    private readonly CsvHeader? _header;
    private (int Start, int Length)[] _keys = [];
    private readonly long _base;
    private readonly int _baseLines;
    private readonly RecordSpan _headerSpan;
    private readonly byte[] _headerRaw = [];
    private byte[] _directive = [];
    private readonly LineEndStream _lineEnds;
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
        _lineEnds = new LineEndStream(_source, _base);
        RefuseMark(file.Utf8Head.Span[Math.Min(_dialect.DirectiveLength, file.Utf8Head.Length)..]);

        _csv = new CsvSplitter(_lineEnds, _dialect, _context.Options, _malformed.Add);
        Advance(0);
        PassBlankLines();
        if (!_current)
        {
            return;
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

        _source.Locate(batch, returnsEndLines: true);
        return true;
    }

    public override void Dispose()
    {
        _csv.Dispose();
        base.Dispose();
    }

    /// <summary>A record's bytes, and once more for fields in which quotes were doubled.</summary>
    private static int RoomFor(int raw) => raw * 2;

    /// <summary>Ends the last span where the next record begins, or at the end of the file.</summary>
    private void Close(RecordBatch batch)
    {
        if (batch.Count > 0)
        {
            ref var last = ref batch.Spans[^1];
            if (last.Kind is not (SpanKind.ByteOrderMark or SpanKind.Directive) && last.Length == 0)
            {
                last.Length = (_current ? CurrentOffset : _source.Delivered) - last.Offset;
                NoteLineEnd(batch, last);
            }
        }
    }

    private void NoteLineEnd(RecordBatch batch, in RecordSpan span)
    {
        if (_lineEnds.Note(span.Offset + span.RawLength, span.Length - span.RawLength) is { } mixed)
        {
            batch.Warnings.Add(new Finding(CsvDiagnostics.MixedLineEnds, Severity.Warning, _context.At(span), null, $"lines end with {mixed.Here} here and with {mixed.Before} before; all are read"));
        }
    }

    private int AddCurrent(RecordBatch batch, int used)
    {
        var raw = _csv.RawRecord;
        var columns = _header!.Names.Length;
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
}
