using System.Text;
using CsvHelper;
using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>
/// A table: the first record's members are the columns. Texts are cells as they are, other values their JSON. A later record
/// with a member that is no column cannot be held and is rejected with that reason.
/// </summary>
internal sealed class CsvRecordWriter : RecordWriter
{
    private readonly MemoryStream _block = new();
    private readonly CsvWriter _csv;
    private readonly WriteOptions _options;
    private readonly Action<Finding> _warn;
    private List<Text>? _columns;
    private bool _warned;

    public CsvRecordWriter(OutputFile output, WriteOptions options, char delimiter, Action<Finding> warn)
        : base(output, ascii: false)
    {
        _options = options;
        _warn = warn;
        _csv = CsvWriter.Create(_block, new CsvWriterOptions { Separator = delimiter, NewLine = "\n", HasHeader = false, WriteByteOrderMark = false }, leaveOpen: true);
    }

    public override void Finish() => Drain();

    public override void Dispose()
    {
        _csv.Dispose();
        _block.Dispose();
        base.Dispose();
    }

    public override bool MayRefuse => true;

    protected override string? EndRecord(int start)
    {
        var json = Buffer.Written[start..].ToArray();
        Buffer.Truncate(start);
        var record = JsonTapeReader.Parse(json);
        if (_columns is null)
        {
            _columns = [.. record.Members.Select(m => m.Key)];
            foreach (var column in _columns)
            {
                _csv.WriteField(column.ToUtf8());
            }

            _csv.EndRecord();
        }

        if (record.Members.FirstOrDefault(m => !_columns.Contains(m.Key)) is { Key.HasValue: true } extra)
        {
            return $"\"{extra.Key}\" is no column: the first record made the header {string.Join(", ", _columns)}; write JSON Lines instead";
        }

        foreach (var column in _columns)
        {
            WriteCell(record[column.ToString()]);
        }

        _csv.EndRecord();
        if (_block.Length >= FlushAt)
        {
            Drain();
        }

        return null;
    }

    private void WriteCell(JsonValue value)
    {
        var text = value.IsString ? value.Text.ToUtf8() : value.IsAbsent || value.Kind == System.Text.Json.JsonValueKind.Null ? [] : Encoding.UTF8.GetBytes(value.ToString());
        if (text.Length > 0 && text[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@')
        {
            if (_options.EscapeFormulas)
            {
                text = [(byte)'\'', .. text];
            }
            else if (!_warned)
            {
                _warned = true;
                _warn(new Finding(CsvDiagnostics.FormulaCell, Severity.Warning, new SourceLocation(Output.Path, 0, 0, 0, 0), null, "a cell begins with =, +, - or @, which a spreadsheet runs as a formula; --escape-formulas puts ' before it"));
            }
        }

        _csv.WriteField(text);
    }

    private void Drain()
    {
        _csv.Flush();
        Output.Write(_block.GetBuffer().AsSpan(0, (int)_block.Length));
        _block.SetLength(0);
    }
}
