using System.Text;
using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>
/// The rows of a table as JSON Lines, so that everything that reads lines reads tables: row n is line n, the header and blank rows are blank lines. Places in
/// messages are rows; bytes are those of these lines, as after decompression.
/// </summary>
internal sealed class TableTextStream : ReadOnlyStream
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly InputContext _context;
    private readonly Stream _source;
    private readonly IEnumerator<IReadOnlyList<string>> _rows;
    private readonly JsonBuffer _line = new(capacity: 4096);
    private Text[]? _names;
    private long _row;
    private int _read;

    public TableTextStream(TableContainer container, Stream source, InputContext context)
    {
        (_source, _context) = (source, context);
        _rows = container.ReadRows(source).GetEnumerator();
        if (!context.Options.HasHeader && context.Options.Columns is { } given)
        {
            _names = Names(given);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        while (_read == _line.Length)
        {
            if (!Advance())
            {
                return 0;
            }
        }

        var count = Math.Min(buffer.Length, _line.Length - _read);
        _line.Written.Slice(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows.Dispose();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Advance()
    {
        try
        {
            if (!_rows.MoveNext())
            {
                return false;
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            throw _context.Fail(FileDiagnostics.NotReadable, fault.Message, _row, cause: fault);
        }

        _row++;
        _line.Clear();
        _read = 0;
        var cells = _rows.Current;
        if (_row > _context.Options.SkipLines && cells.Any(cell => cell.Length > 0))
        {
            Write(cells);
        }

        _line.Append((byte)'\n');
        return true;
    }

    private void Write(IReadOnlyList<string> cells)
    {
        if (_names is null && _context.Options.HasHeader)
        {
            _names = Names(_context.Options.Columns ?? cells);
            return;
        }

        _names ??= Names([.. Enumerable.Range(1, cells.Count).Select(number => $"column{number}")]);
        for (var i = _names.Length; i < cells.Count; i++)
        {
            if (cells[i].Length > 0)
            {
                throw _context.Fail(CsvDiagnostics.ColumnCount, $"the row has a value in column {i + 1}, and the header names {_names.Length} columns; name it, or clear the cell", _row, i + 1);
            }
        }

        _line.Append((byte)'{');
        for (var i = 0; i < _names.Length; i++)
        {
            if (i > 0)
            {
                _line.Append((byte)',');
            }

            _line.AppendString(_names[i]);
            _line.Append((byte)':');
            _line.AppendString(TextOf(i < cells.Count ? cells[i] : string.Empty, i + 1));
        }

        _line.Append((byte)'}');
    }

    /// <summary>The columns' names; what is empty after the last one is no column.</summary>
    private Text[] Names(IReadOnlyList<string> cells)
    {
        var count = cells.Count;
        while (count > 0 && cells[count - 1].Length == 0)
        {
            count--;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var names = new Text[count];
        for (var i = 0; i < count; i++)
        {
            if (cells[i].Length == 0)
            {
                throw _context.Fail(CsvDiagnostics.EmptyHeader, $"column {i + 1} of the header has no name; write one, or delete the column", Math.Max(_row, 1), i + 1);
            }

            if (!seen.Add(cells[i]))
            {
                throw _context.Fail(CsvDiagnostics.RepeatedHeader, $"two columns are called \"{cells[i]}\"; rename one, or give all names with --columns", Math.Max(_row, 1), i + 1);
            }

            names[i] = TextOf(cells[i], i + 1);
        }

        return names;
    }

    private Text TextOf(string value, int column)
    {
        try
        {
            return Text.Plain(s_strict.GetBytes(value));
        }
        catch (EncoderFallbackException fault)
        {
            throw _context.Fail(FileDiagnostics.NotReadable, "the cell holds half a surrogate pair, which is no character; write the text again", Math.Max(_row, 1), column, fault);
        }
    }
}
