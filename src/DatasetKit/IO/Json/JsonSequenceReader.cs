using System.Text.Json;
using System.Text.Unicode;
using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>
/// JSON values that follow each other without regard to lines: the elements of an array, or objects one after the other
/// (a single object, pretty-printed objects). Once the grammar breaks there is no next value to be found.
/// </summary>
internal sealed class JsonSequenceReader(InputFile file, bool isArray) : RecordReader
{
    /// <summary>How much of what cannot be read goes to the rejects file.</summary>
    private const int KeptOfRest = 1024;

    /// <summary>Bytes that must be there from a fault on, so that its description does not depend on where blocks end.</summary>
    private const int EnoughToExplain = 16;

    private const int MaxSpans = RecordBatch.MaxRecords * 2;

    private static readonly JsonReaderOptions Options = JsonTapeReader.Options with { AllowMultipleValues = true };

    private readonly InputContext _context = file.Context;
    private readonly SourceStream _source = file.Source;
    private byte[] _carry = [];
    private long _offset;
    private long _line = 1;
    private int _column = 1;
    private long _number;
    private bool _started;
    private bool _ended;
    private bool _finished;

    /// <summary>Where in the value that begins at the current place the grammar breaks, as far as it was read; -1 where it holds.</summary>
    private int _faultAt = -1;
    private State _state = isArray ? State.BeforeArray : State.BetweenValues;

    /// <summary>What may come next.</summary>
    private enum State
    {
        BeforeArray,
        FirstElement,
        Element,
        AfterElement,
        AfterArray,
        AfterValue,
        BetweenValues,
    }

    public override string Container => isArray ? "JSON array" : "JSON";

    public override bool Read(RecordBatch batch)
    {
        if (_finished)
        {
            return false;
        }

        var block = batch.TakeBlock(Math.Max(_context.Options.BufferBytes, _carry.Length * 2));
        _carry.CopyTo(block, 0);
        var filled = _carry.Length;
        batch.Begin(block);
        if (!_started && _source.MarkLength > 0)
        {
            batch.Add(SpanKind.ByteOrderMark, 0, _source.MarkLength, 1);
        }

        _started = true;
        while (!_ended && filled < block.Length)
        {
            var count = _source.Read(block.AsSpan(filled));
            _ended = count == 0;
            filled += count;
            // A value that did not end is read again only once there is twice as much of it, or time would grow with its square.
            if (count > 0 && filled >= _carry.Length * 2)
            {
                break;
            }
        }

        var used = ReadValues(batch, block, filled);
        if (Broken is not null && batch.Count > 0)
        {
            // The rest comes in a batch of its own: its end may be far away, and the places of these records are to be told first.
            Broken = null;
        }
        else if (Broken is not null)
        {
            RejectRest(batch, block, used, filled);
        }
        else if (_ended)
        {
            Finish(batch, block, used, filled);
        }
        else if (filled - used > _context.Options.MaxRecordBytes && _faultAt < 0 && batch.Count < MaxSpans)
        {
            throw TooLong();
        }

        _carry = block.AsSpan(used, filled - used).ToArray();
        if (Broken is not null)
        {
            _carry = [];
        }

        _source.Locate(batch);
        if (Broken is not null)
        {
            Broken = batch.Spans[^1].Problem;
        }

        return true;
    }

    /// <summary>Reads as many whole values as there are; returns how many bytes they took, separators between them included.</summary>
    private int ReadValues(RecordBatch batch, byte[] block, int filled)
    {
        var wholeIsValid = Utf8.IsValid(block.AsSpan(0, filled));
        var used = 0;
        while (batch.Count < MaxSpans)
        {
            var next = SkipSeparators(block, used, filled, out var wrong);
            if (wrong is not null)
            {
                used = Separate(batch, block, used, next);
                Broken = new Finding(isArray ? JsonDiagnostics.BrokenArray : JsonDiagnostics.SeveralValues, Severity.Error, _context.At(_line, _column, _offset, _number), null, $"{wrong}; the file cannot be read beyond this place");
                return used;
            }

            if (next == filled || _state == State.AfterArray)
            {
                return Separate(batch, block, used, next);
            }

            used = Separate(batch, block, used, next);
            var nodes = batch.Tape.Count;
            var (length, problem) = TryReadValue(batch, block, used, filled);
            if (length < 0)
            {
                // What is wrong beyond the limit may or may not have been read yet; so it is never what is reported.
                if (_faultAt > _context.Options.MaxRecordBytes)
                {
                    throw TooLong();
                }

                // Without a problem, the value goes on in bytes that were not read yet.
                batch.Tape.Truncate(nodes);
                Broken = problem;
                return used;
            }

            if (length > _context.Options.MaxRecordBytes)
            {
                throw TooLong();
            }

            Add(batch, block, used, length, nodes, problem, wholeIsValid);
            used += length;
            _state = isArray ? State.AfterElement : _context.Options.Concatenated ? State.BetweenValues : State.AfterValue;
        }

        return used;
    }

    private InputException TooLong() => _context.Fail(JsonDiagnostics.TooLong, $"the value that begins here is longer than {_context.Options.MaxRecordBytes} bytes; raise --max-record if it is meant", _line, _column);

    private void Add(RecordBatch batch, byte[] block, int start, int length, int node, Finding? problem, bool wholeIsValid)
    {
        var value = block.AsSpan(start, length);
        ref var span = ref batch.Add(problem is null ? SpanKind.Record : SpanKind.Reject, _offset, length, _line);
        span.Column = _column;
        span.RawStart = start;
        span.RawLength = length;
        span.Number = ++_number;
        span.Problem = problem is null ? null : problem with { Location = problem.Location with { Number = _number, ByteOffset = _offset } };
        span.Node = problem is null ? node : -1;
        if (!wholeIsValid && problem is null && !Utf8.IsValid(value))
        {
            span.Kind = SpanKind.Reject;
            span.Node = -1;
            span.Problem = new Finding(EncodingDiagnostics.InvalidBytes, Severity.Error, JsonFaults.Place(value, Utf8Text.IndexOfInvalid(value), span, _context), null, "the record holds bytes that are not valid UTF-8; repair it, or name the file's --encoding");
        }

        Advance(value);
    }

    /// <summary>The length of the value at <paramref name="start"/>; -1 when it goes on beyond the block or (with a problem) is broken.</summary>
    private (int Length, Finding? Problem) TryReadValue(RecordBatch batch, byte[] block, int start, int filled)
    {
        var bytes = block.AsSpan(start, filled - start);
        var span = new RecordSpan { Line = _line, Column = _column, Offset = _offset, Number = _number + 1 };
        var nodes = batch.Tape.Count;
        _faultAt = -1;
        try
        {
            // Where a number ends is told by what follows it, which may not have been read yet.
            if (bytes is [(byte)'{', ..] && JsonTapeScanner.Read(bytes, batch.Tape, start) is >= 0 and var length)
            {
                return (length, null);
            }

            var reader = new Utf8JsonReader(bytes, _ended, new JsonReaderState(Options));
            return reader.Read() && JsonTapeReader.TryRead(ref reader, batch.Tape, start) ? ((int)reader.BytesConsumed, null) : (-1, null);
        }
        catch (JsonException fault)
        {
            batch.Tape.Truncate(nodes);
            var at = fault is JsonFaultException ? -1 : JsonFaults.OffsetOf(fault, bytes);
            if (!_ended && at >= 0 && bytes.Length - at < EnoughToExplain)
            {
                _faultAt = at;
                return (-1, null);
            }

            // White space up to the end of the file is not waited for: enough of it tells nothing more.
            var finding = JsonFaults.Describe(fault, bytes, span, _context, _ended, goesOn: !_ended || (at >= 0 && bytes.Length - at >= EnoughToExplain));
            if (at >= 0 && finding.Diagnostic != JsonDiagnostics.TooDeep)
            {
                _faultAt = finding.Diagnostic == JsonDiagnostics.CutOff ? bytes.Length : at;
                return (-1, isArray ? BrokenArray(finding) : finding);
            }

            // The grammar holds: this value is rejected and the next one can be found.
            try
            {
                var reader = new Utf8JsonReader(bytes, _ended, new JsonReaderState(Options with { MaxDepth = int.MaxValue }));
                return reader.Read() && reader.TrySkip() ? ((int)reader.BytesConsumed, finding) : (-1, _ended ? finding : null);
            }
            catch (JsonException later)
            {
                _faultAt = JsonFaults.OffsetOf(later, bytes);
                return (-1, finding);
            }
        }
    }

    private static Finding BrokenArray(Finding cause) => new(
        JsonDiagnostics.BrokenArray,
        Severity.Error,
        cause.Location,
        null,
        cause.Diagnostic == JsonDiagnostics.CutOff
            ? "the array is never closed: the file ends inside it; fetch it again, or keep what was read with --lenient"
            : $"{cause.Message}; the array cannot be read beyond this place (keep what was read with --lenient)");

    /// <summary>Moves over white space, commas and brackets to the next value, checking that they come in their order.</summary>
    private int SkipSeparators(byte[] block, int from, int filled, out string? wrong)
    {
        wrong = null;
        for (var i = from; i < filled; i++)
        {
            var value = block[i];
            if (value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                _state = value == (byte)'\n' && _state == State.AfterValue ? State.BetweenValues : _state;
                continue;
            }

            var next = (_state, value) switch
            {
                (State.BeforeArray, (byte)'[') => State.FirstElement,
                (State.FirstElement, (byte)']') => State.AfterArray,
                (State.AfterElement, (byte)',') => State.Element,
                (State.AfterElement, (byte)']') => State.AfterArray,
                (State.AfterValue, _) => Fail("more than one JSON value stands on this line (--concatenated allows it)", out wrong),
                (State.AfterArray, _) => Fail("text stands after the array", out wrong),
                (State.AfterElement, _) => Fail("a comma or ] is expected between elements", out wrong),
                (State.Element, (byte)']' or (byte)',') => Fail("a value is expected after the comma", out wrong),
                _ => (State?)null,
            };
            if (wrong is not null || next is null)
            {
                return i;
            }

            _state = next.Value;
        }

        return filled;

        static State? Fail(string what, out string? wrong)
        {
            wrong = what;
            return null;
        }
    }

    /// <summary>Records the separators between <paramref name="from"/> and <paramref name="to"/> as a span of their own.</summary>
    private int Separate(RecordBatch batch, byte[] block, int from, int to)
    {
        if (to > from)
        {
            ref var span = ref batch.Add(SpanKind.Separator, _offset, to - from, _line);
            span.Column = _column;
            span.RawStart = from;
            span.RawLength = to - from;
            Advance(block.AsSpan(from, to - from));
        }

        return to;
    }

    private void Advance(ReadOnlySpan<byte> bytes)
    {
        var lines = bytes.Count((byte)'\n');
        _line += lines;
        _column = lines == 0 ? _column + Utf8Text.CountCodePoints(bytes) : Utf8Text.CountCodePoints(bytes[(bytes.LastIndexOf((byte)'\n') + 1)..]) + 1;
        _offset += bytes.Length;
    }

    private void Finish(RecordBatch batch, byte[] block, int used, int filled)
    {
        if (used < filled)
        {
            return;
        }

        _finished = true;
        if (isArray && _state is not (State.AfterArray or State.BeforeArray))
        {
            Broken = new Finding(JsonDiagnostics.BrokenArray, Severity.Error, _context.At(_line, _column, _offset, _number), null, "the array is never closed: the file ends inside it; fetch it again, or keep what was read with --lenient");
            RejectRest(batch, block, used, filled);
        }
    }

    /// <summary>Everything from here to the end of the file is one reject; only its beginning is kept, whatever the blocks.</summary>
    private void RejectRest(RecordBatch batch, byte[] block, int used, int filled)
    {
        var room = used + KeptOfRest;
        if (block.Length < room)
        {
            Array.Resize(ref block, room);
            batch.Tape.Bytes = block;
        }

        for (int count; filled < room && (count = _source.Read(block.AsSpan(filled, room - filled))) > 0;)
        {
            filled += count;
        }

        ref var span = ref batch.Add(SpanKind.Reject, _offset, filled - used, _line);
        span.Column = _column;
        span.RawStart = used;
        span.RawLength = Math.Min(filled - used, KeptOfRest);
        span.Number = ++_number;
        span.Problem = Broken! with { Location = Broken.Location with { ByteOffset = _offset, Number = _number } };
        var scratch = new byte[RecordBatch.BlockSize];
        for (int count; (count = _source.Read(scratch)) > 0;)
        {
            span.Length += count;
            _source.Pass(span, span.Offset + span.Length);
        }

        _finished = true;
    }
}
