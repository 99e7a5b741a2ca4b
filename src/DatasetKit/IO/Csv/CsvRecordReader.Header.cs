using System.Text.Unicode;
using CsvHelper;
using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>What stands before the first record: lines that were left out, blank lines, the header.</summary>
internal sealed partial class CsvRecordReader
{
    private void SkipDirective()
    {
        _directive = new byte[_dialect.DirectiveLength];
        _source.ReadExactly(_directive);
    }

    /// <summary>
    /// CsvHelper takes a mark that it meets first for one, whatever encoding it is told, leaves it out and goes on in UTF-16. The file's own mark
    /// is gone already; a second one, or one behind lines that are left out, means nothing.
    /// </summary>
    private void RefuseMark(ReadOnlySpan<byte> rest)
    {
        if (rest.StartsWith("\uFEFF"u8) || rest.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || rest.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || rest.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
        {
            throw _context.Fail(CsvDiagnostics.MarkInside, _baseLines == 0 ? "the file begins with two byte order marks; remove one" : "a byte order mark stands before the header; remove it", _baseLines + 1, 1);
        }
    }

    /// <summary>Lines of nothing before the header are not the header; where there is none, and one column, they are records.</summary>
    private void PassBlankLines()
    {
        var areRecords = _context.Options is { HasHeader: false, Columns.Count: 1 };
        while (_current && !areRecords && _csv.RawRecord.IsEmpty)
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
            fields.Add(Utf8Text.Show(_csv.GetSpan(i)));
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
        using var reader = new CsvSplitter(file.Utf8Head[_dialect.DirectiveLength..], _dialect, _context.Options);
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
            ref var blank = ref batch.Add(SpanKind.Blank, _blanks[i].Offset, end - _blanks[i].Offset, _blanks[i].Line);
            blank.RawStart = used;
            NoteLineEnd(batch, blank);
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

    private int WriteNames(byte[] block)
    {
        if (_header is null)
        {
            return 0;
        }

        if (_keys.Length == 0)
        {
            _keys = new (int, int)[_header.Names.Length];
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
