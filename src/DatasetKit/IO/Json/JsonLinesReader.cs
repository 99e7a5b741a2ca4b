using System.Text.Json;
using System.Text.Unicode;
using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>
/// JSON Lines: LF alone divides records, each line is one JSON value. Blocks are read straight into the memory that the
/// examples will point into.
/// </summary>
internal sealed class JsonLinesReader(InputFile file) : RecordReader
{
    private static readonly JsonReaderOptions Options = JsonTapeReader.Options with { AllowMultipleValues = true };

    private readonly InputContext _context = file.Context;
    private readonly SourceStream _source = file.Source;
    private byte[] _carry = [];
    private long _offset;
    private long _line = 1;
    private long _number;
    private bool _started;
    private bool _ended;

    public override string Container => "JSON Lines";

    public override bool Read(RecordBatch batch)
    {
        if (_ended && _carry.Length == 0)
        {
            return false;
        }

        var block = Fill(batch, out var filled, out var tooLong);
        if (tooLong)
        {
            SkipLongLine(batch, block, filled);
        }
        else
        {
            batch.Begin(block);
            AddMark(batch);
            var used = ReadLines(batch, block, filled);
            _carry = block.AsSpan(used, filled - used).ToArray();
        }

        _source.Locate(batch);
        return true;
    }

    private void AddMark(RecordBatch batch)
    {
        if (!_started && _source.MarkLength > 0)
        {
            batch.Add(SpanKind.ByteOrderMark, 0, _source.MarkLength, 1);
        }

        _started = true;
    }

    /// <summary>A block that begins with what was left over and holds at least one line end, or all there is.</summary>
    private byte[] Fill(RecordBatch batch, out int filled, out bool tooLong)
    {
        filled = _carry.Length;
        var block = batch.TakeBlock(Math.Max(_context.Options.BufferBytes, filled));
        _carry.CopyTo(block, 0);
        tooLong = false;
        var searched = 0;
        while (!_ended)
        {
            if (filled < block.Length)
            {
                var count = _source.Read(block.AsSpan(filled));
                _ended = count == 0;
                filled += count;
            }

            // A full block reads best; an early line end is enough only once the block is full or a pipe waits.
            if (block.AsSpan(searched, filled - searched).Contains((byte)'\n'))
            {
                break;
            }

            searched = filled;
            if (filled == block.Length && !_ended)
            {
                if (block.Length > _context.Options.MaxRecordBytes)
                {
                    tooLong = true;
                    break;
                }

                Array.Resize(ref block, (int)Math.Min((long)block.Length * 2, _context.Options.MaxRecordBytes + 1L));
            }
        }

        return block;
    }

    private int ReadLines(RecordBatch batch, byte[] block, int filled)
    {
        var wholeIsValid = Utf8.IsValid(block.AsSpan(0, filled));
        var start = 0;
        while (start < filled)
        {
            var length = block.AsSpan(start, filled - start).IndexOf((byte)'\n');
            if (length < 0 && !_ended)
            {
                break;
            }

            var end = length < 0 ? filled : start + length;
            var next = length < 0 ? filled : end + 1;
            ReadLine(batch, block, start, end, next, wholeIsValid);
            _offset += next - start;
            _line++;
            start = next;
        }

        return start;
    }

    private void ReadLine(RecordBatch batch, byte[] block, int start, int end, int next, bool wholeIsValid)
    {
        var line = block.AsSpan(start, end - start);
        if (IsBlank(line))
        {
            ref var blank = ref batch.Add(SpanKind.Blank, _offset, next - start, _line);
            blank.RawStart = start;
            blank.RawLength = line.Length;
            return;
        }

        ref var span = ref batch.Add(SpanKind.Record, _offset, next - start, _line);
        span.RawStart = start;
        span.RawLength = line.Length;
        span.Number = ++_number;
        if (line.Length > _context.Options.MaxRecordBytes)
        {
            span.RawLength = KeptOfLongLine(line.Length);
            Reject(ref span, TooLong(span));
            return;
        }

        if (!wholeIsValid && !Utf8.IsValid(line))
        {
            Reject(ref span, new Finding(EncodingDiagnostics.InvalidBytes, Severity.Error, _context.At(span, Utf8Text.ColumnOfFirstInvalid(line)), null, "the line holds bytes that are not valid UTF-8; repair it, or name the file's --encoding"));
            return;
        }

        var nodes = batch.Tape.Count;
        try
        {
            ReadValue(batch, start, line);
        }
        catch (JsonException fault)
        {
            batch.Tape.Truncate(nodes);
            ref var broken = ref batch.Spans[^1];
            broken.Node = -1;
            Reject(ref broken, JsonFaults.Describe(fault, block.AsSpan(broken.RawStart, end - broken.RawStart), broken, _context, isLast: _ended && next == end));
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> line)
    {
        foreach (var value in line)
        {
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
            {
                return false;
            }
        }

        return true;
    }

    private void ReadValue(RecordBatch batch, int start, ReadOnlySpan<byte> line)
    {
        var root = batch.Tape.Count;
        var length = JsonTapeScanner.Read(line, batch.Tape, start);
        if (length >= 0 && JsonTapeScanner.SkipWhite(line, length) == line.Length)
        {
            batch.Spans[^1].Node = root;
            return;
        }

        batch.Tape.Truncate(root);
        var reader = new Utf8JsonReader(line, isFinalBlock: true, new JsonReaderState(Options));
        reader.Read();
        JsonTapeReader.TryRead(ref reader, batch.Tape, start);
        batch.Spans[^1].Node = root;
        if (reader.BytesConsumed == line.Length)
        {
            return;
        }

        if (reader.Read())
        {
            ref var span = ref batch.Spans[^1];
            span.Node = -1;
            batch.Tape.Truncate(root);
            Reject(ref span, new Finding(JsonDiagnostics.SeveralValues, Severity.Error, _context.At(span, Utf8Text.ColumnAt(line, (int)reader.TokenStartIndex)), null, "more than one JSON value stands on this line; put each on its own line, or read with --concatenated"));
        }
    }

    /// <summary>How much of an over-long line goes to the rejects file; the same whatever the size of the blocks.</summary>
    private int KeptOfLongLine(int length) => Math.Min(length, Math.Min(1024, _context.Options.MaxRecordBytes));

    private Finding TooLong(in RecordSpan span) => new(
        JsonDiagnostics.TooLong,
        Severity.Error,
        _context.At(span),
        null,
        $"the line is longer than {_context.Options.MaxRecordBytes} bytes; raise --max-record if it is meant, or look for missing line ends");

    private static void Reject(ref RecordSpan span, Finding problem)
    {
        span.Kind = SpanKind.Reject;
        span.Problem = problem;
    }

    /// <summary>Rejects a line that is longer than the limit and goes on behind it, without holding it in memory.</summary>
    private void SkipLongLine(RecordBatch batch, byte[] block, int filled)
    {
        batch.Begin(block.AsSpan(0, KeptOfLongLine(filled)).ToArray());
        AddMark(batch);
        ref var span = ref batch.Add(SpanKind.Reject, _offset, 0, _line);
        span.RawLength = batch.Tape.Bytes.Length;
        span.Number = ++_number;
        span.Problem = TooLong(span);
        span.Length = filled;
        _carry = [];
        while (true)
        {
            var count = _source.Read(block);
            var end = block.AsSpan(0, count).IndexOf((byte)'\n');
            span.Length += end < 0 ? count : end + 1;
            _ended = count == 0;
            _source.Pass(span, _offset + span.Length);
            if (end >= 0)
            {
                _carry = block.AsSpan(end + 1, count - end - 1).ToArray();
            }

            if (end >= 0 || _ended)
            {
                break;
            }
        }

        _offset += span.Length;
        _line++;
    }
}
