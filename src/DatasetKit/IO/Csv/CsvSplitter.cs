using CsvHelper;

namespace DatasetKit.IO;

/// <summary>Finds records and fields: CsvHelper, but for the one way of writing quotes that it would damage.</summary>
internal sealed class CsvSplitter : IDisposable
{
    /// <summary>CsvHelper refuses smaller ones.</summary>
    private const int SmallestBuffer = 256;

    // Not a base class with two heirs: the usual way is hot, and a test that always ends the same costs nothing.
    private readonly CsvReader? _csv;
    private readonly EscapedCsvSplitter? _escaped;

    /// <summary>Splits a source.</summary>
    /// <param name="source">UTF-8; stays open.</param>
    /// <param name="dialect">How it is written.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="onMalformed">Hears of every fault while the record that has it is read.</param>
    public CsvSplitter(Stream source, CsvDialect dialect, ReadOptions options, Action<CsvMalformedRecord> onMalformed)
    {
        if (dialect.Escape is { } escape)
        {
            _escaped = new EscapedCsvSplitter(source, dialect, escape, options, onMalformed);
        }
        else
        {
            _csv = CsvReader.Create(source, ToReaderOptions(dialect, options, onMalformed), leaveOpen: true);
        }
    }

    /// <summary>Splits bytes in memory, deaf to faults: to look at the head of a file.</summary>
    public CsvSplitter(ReadOnlyMemory<byte> head, CsvDialect dialect, ReadOptions options)
    {
        if (dialect.Escape is { } escape)
        {
            _escaped = new EscapedCsvSplitter(new MemoryStream(head.ToArray(), writable: false), dialect, escape, options, _ => { });
        }
        else
        {
            _csv = CsvReader.Create(head, ToReaderOptions(dialect, options, _ => { }));
        }
    }

    /// <summary>The record without its line end; good until the next is read.</summary>
    public ReadOnlySpan<byte> RawRecord => _csv is not null ? _csv.RawRecord : _escaped!.RawRecord;

    /// <summary>Where the record begins in the source.</summary>
    public long ByteOffset => _csv is not null ? _csv.ByteOffset : _escaped!.ByteOffset;

    /// <summary>The line on which the record begins, from 1.</summary>
    public long LineNumber => _csv is not null ? _csv.LineNumber : _escaped!.LineNumber;

    public int FieldCount => _csv is not null ? _csv.FieldCount : _escaped!.FieldCount;

    /// <summary>The first field outside quotes that holds the escape character twice in a row; -1 when there is none.</summary>
    public int TwiceOutsideQuotes => _escaped?.TwiceOutsideQuotes ?? -1;

    /// <summary>The text of a field; good until another is asked for.</summary>
    public ReadOnlySpan<byte> GetSpan(int index) => _csv is not null ? _csv.GetSpan(index) : _escaped!.GetSpan(index);

    /// <summary>Where a field begins in the record, its quote included.</summary>
    public int PlaceOf(int index) => _csv is null ? _escaped!.PlaceOf(index) : _csv.RawRecord.Overlaps(_csv.GetRawSpan(index), out var at) ? at : RawRecord.Length;

    /// <summary>Moves on to the next record; false at the end of the source.</summary>
    public bool Read() => _csv?.Read() ?? _escaped!.Read();

    public void Dispose() => _csv?.Dispose();

    /// <summary>Options in which nothing is skipped, guessed or repaired without our knowing.</summary>
    private static CsvReaderOptions ToReaderOptions(CsvDialect dialect, ReadOptions options, Action<CsvMalformedRecord> onMalformed) => new()
    {
        Separator = dialect.Delimiter,
        HasHeader = false,
        Mode = dialect.Quoted ? CsvMode.Rfc4180 : CsvMode.NoEscape,
        Quote = options.Quote ?? '"',
        AllowLineBreaksInQuotes = options.Multiline,
        SkipEmptyLines = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Recover,
        FieldCountMismatch = CsvFieldCountHandling.Allow,
        MaxRecordSize = null,
        DetectSeparatorHint = false,
        OnMalformedRecord = onMalformed,
        BufferSize = Math.Max(options.BufferBytes, SmallestBuffer),
    };
}
