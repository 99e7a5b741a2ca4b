using CsvHelper;

namespace DatasetKit.IO;

/// <summary>One record, field by field. Places count from the record's first byte, because the buffer may move.</summary>
internal sealed partial class EscapedCsvSplitter
{
    private bool _isMalformed;

    private void Split()
    {
        _isMalformed = false;
        for (var at = 0; ; at++)
        {
            at = ByteAt(at) == _quote ? SplitQuoted(at + 1) : SplitPlain(at);
            var stop = ByteAt(at);
            if (stop != _delimiter)
            {
                _end = _start + at;
                _next = stop < 0 ? _end : _end + 1;
                _afterCarriageReturn = stop == '\r';
                return;
            }
        }
    }

    private int SplitPlain(int start)
    {
        var (at, form) = (Find(start, _endsPlain), FieldForm.Plain);
        while (ByteAt(at) == _quote)
        {
            if (at > start && ByteAt(at - 1) == _escape)
            {
                form = FieldForm.EscapedOutside;
            }
            else
            {
                Report(CsvMalformedReason.StrayQuote, at);
            }

            at = Find(at + 1, _endsPlain);
        }

        if (TwiceOutsideQuotes < 0 && _buffer.AsSpan(_start + start, at - start).IndexOf([_escape, _escape]) >= 0)
        {
            TwiceOutsideQuotes = _fields.Count;
        }

        _fields.Add(new Field(start, at - start, form));
        return at;
    }

    private int SplitQuoted(int start)
    {
        var (at, form) = (Find(start, _endsQuoted), FieldForm.Plain);
        while (ByteAt(at) is var found && (found == _escape || (found == _quote && ByteAt(at + 1) == _quote)))
        {
            var isPair = found == _quote || ByteAt(at + 1) is var next && (next == _quote || next == _escape);
            form = isPair ? FieldForm.EscapedInside : form;
            at = Find(at + (isPair ? 2 : 1), _endsQuoted);
        }

        var end = at;
        if (ByteAt(at) != _quote)
        {
            Report(ByteAt(at) < 0 ? CsvMalformedReason.UnterminatedQuote : CsvMalformedReason.LineBreakInQuotes, at);
        }
        else if (ByteAt(++at) is >= 0 and not ('\n' or '\r') and var after && after != _delimiter)
        {
            Report(CsvMalformedReason.TextAfterClosingQuote, at);
            at = Find(at, _endsField);
            (end, form) = (at, FieldForm.EscapedInside);
        }

        _fields.Add(new Field(start, end - start, form));
        return at;
    }

    private int ByteAt(int at) => At(_start + at);

    /// <summary>The first of some bytes from a place on, or the end of the source.</summary>
    private int Find(int at, byte[] wanted)
    {
        while (true)
        {
            var found = _buffer.AsSpan(_start + at, _filled - _start - at).IndexOfAny(wanted);
            if (found >= 0)
            {
                return at + found;
            }

            at = _filled - _start;
            if (ByteAt(at) < 0)
            {
                return at;
            }
        }
    }

    /// <summary>Reports a fault as CsvHelper would; after the first one, a quote that is out of place says nothing new.</summary>
    private void Report(CsvMalformedReason reason, int at)
    {
        if (!_isMalformed || reason != CsvMalformedReason.StrayQuote)
        {
            _onMalformed(new CsvMalformedRecord(0, reason, Skipped: false, ByteOffset + at, string.Empty, LineNumber));
        }

        _isMalformed = true;
    }
}
