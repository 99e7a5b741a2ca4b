using System.Text.Unicode;
using CsvHelper;
using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>What CsvHelper would let pass: each fault with its place.</summary>
internal sealed partial class CsvRecordReader
{
    private Finding? FindProblem(RecordBatch batch, in RecordSpan span, ReadOnlySpan<byte> raw) =>
        _malformed.Count == 0 && _csv.FieldCount == _header!.Names.Length && _csv.TwiceOutsideQuotes < 0 && IsPlain(raw)
            ? null
            : LookCloser(batch, span, raw);

    private static bool IsPlain(ReadOnlySpan<byte> raw) => !raw.IsEmpty && raw[0] != 0xEF && Utf8.IsValid(raw) && !raw.Contains((byte)0);

    private Finding? LookCloser(RecordBatch batch, in RecordSpan span, ReadOnlySpan<byte> raw)
    {
        Finding? found = null;
        if (_malformed.Count > 0)
        {
            found = Malformed(batch, span);
        }

        var columns = _header!.Names.Length;
        if (found is null && !Utf8.IsValid(raw))
        {
            found = Reject(EncodingDiagnostics.InvalidBytes, span, raw, Utf8Text.IndexOfInvalid(raw), null, "the record holds bytes that are not valid UTF-8; repair it, or name the file's --encoding");
        }

        if (found is null && raw.StartsWith("\uFEFF"u8))
        {
            found = Reject(CsvDiagnostics.MarkInside, span, raw, 0, null, "a byte order mark stands inside the file: two files were joined; remove the mark");
        }

        if (found is null && _csv.TwiceOutsideQuotes is >= 0 and var doubtful)
        {
            var escape = _dialect.Escape;
            found = Lenient(batch, Reject(CsvDiagnostics.EscapeOutsideQuotes, span, raw, _csv.PlaceOf(doubtful), NameOf(doubtful), $"{escape}{escape} stands in a field without quotes, where some writers mean one {escape} and some two; quote the field, or keep two with --lenient"));
        }

        if (found is null && _csv.FieldCount < columns)
        {
            var missing = string.Join(", ", _header.Names.Skip(_csv.FieldCount).Select(name => Utf8Text.Excerpt(name)));
            found = Lenient(batch, Reject(CsvDiagnostics.ShortRow, span, raw, raw.Length, NameOf(_csv.FieldCount), $"{_csv.FieldCount} {(_csv.FieldCount == 1 ? "field" : "fields")}, the header has {columns}; missing: {missing}"));
        }

        if (found is null && _csv.FieldCount > columns)
        {
            found = Lenient(batch, Reject(CsvDiagnostics.LongRow, span, raw, _csv.PlaceOf(columns), null, $"{_csv.FieldCount} fields, the header has {columns}; not in any column: \"{Utf8Text.Excerpt(_csv.GetSpan(columns))}\"; quote the field that holds the delimiter"));
        }

        if (found is null && raw.Contains((byte)0))
        {
            batch.Warnings.Add(new Finding(CsvDiagnostics.NulByte, Severity.Warning, _context.At(span), null, "a field holds the character U+0000; it is kept"));
        }

        return found;
    }

    private Finding? Malformed(RecordBatch batch, in RecordSpan span)
    {
        var raw = _csv.RawRecord;
        var faults = CsvQuoteFaults.Find(raw, (byte)_dialect.Delimiter, (byte)(_context.Options.Quote ?? '"'), (byte?)_dialect.Escape);
        var isLineBreak = _malformed.Exists(fault => fault.Reason == CsvMalformedReason.LineBreakInQuotes);
        _malformed.Clear();
        if (isLineBreak)
        {
            return Reject(CsvDiagnostics.LineBreak, span, raw, Math.Max(faults.Unclosed, 0), null, "a quoted field is not closed on this line and --no-multiline forbids line breaks in fields");
        }

        if (faults.Unclosed >= 0)
        {
            return UnclosedQuote(span, raw, faults.Unclosed);
        }

        if (faults.TextAfter >= 0)
        {
            return Lenient(batch, Reject(CsvDiagnostics.TextAfterQuote, span, raw, faults.TextAfter, null, $"text stands after a closing quote; {(MayBeEscaped(raw) ? "a backslash stands before a quote: if that means that it is text, read with --escape '\\'" : "double the quotes inside the field")}"));
        }

        batch.Warnings.Add(new Finding(CsvDiagnostics.StrayQuote, Severity.Warning, Place(span, raw, Math.Max(faults.Stray, 0)), null, "a quote stands inside an unquoted field; it is kept"));
        return null;
    }

    private Finding UnclosedQuote(in RecordSpan span, ReadOnlySpan<byte> raw, int open)
    {
        var place = Place(span, raw, open);
        var last = place.Line + Utf8Text.CountLineEnds(raw[open..].TrimEnd("\r\n"u8));
        var orEscape = MayBeEscaped(raw) ? ", or with --escape '\\' if a backslash before a quote means that it is text" : string.Empty;
        return new Finding(CsvDiagnostics.UnclosedQuote, Severity.Error, place, NameOf(_csv.FieldCount - 1), last == place.Line
            ? $"the quoted field that is opened here is never closed; close it{orEscape}"
            : $"the quoted field that is opened here is never closed: it swallows lines {place.Line} to {last}, the end of the file; close it, or read with --no-multiline{orEscape}");
    }

    private bool MayBeEscaped(ReadOnlySpan<byte> raw) => _dialect.Escape is null && raw.IndexOf([(byte)'\\', (byte)(_context.Options.Quote ?? '"')]) >= 0;

    /// <summary>A column's name on one line; a name may hold line breaks.</summary>
    private string? NameOf(int column) => column < _header!.Names.Length ? Utf8Text.Excerpt(_header.Names[column]) : null;

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
}
