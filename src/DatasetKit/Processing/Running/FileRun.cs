using DatasetKit.Internals;
using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>One file in one run.</summary>
internal sealed class FileRun(string path, FormatChooser chooser, ReadOptions options, Run run, ExampleSink sink)
{
    private readonly Record _record = new();
    private readonly JsonBuffer _json = new(capacity: 0);
    private readonly RecordBatch _batch = new(reuse: !run.KeepsExamples);
    private InputReport _report = null!;
    private RecordFormat? _format;
    private bool _isFixed;
    private object? _matching;

    /// <summary>Reads the file; false when no more examples are wanted.</summary>
    /// <exception cref="InputException">The file as a whole cannot be read.</exception>
    public bool Read()
    {
        var asRead = Headerless.Options(path, chooser.Given, options);
        using var file = InputFile.Open(path, asRead);
        using var reader = ContainerSniffer.Open(file);
        _report = run.BeginInput(Describe(file, reader));
        (_format, _isFixed, _report.Evidence) = chooser.Decide(file);
        _report.Format = _format?.Name;
        while (reader.Read(_batch))
        {
            run.Cancellation.ThrowIfCancellationRequested();
            foreach (var warning in _batch.Warnings)
            {
                run.Warn(warning);
            }

            if (!ReadBatch())
            {
                return false;
            }

            run.OnProgress?.Invoke(_report);
        }

        if (reader.Broken is { } broken && !options.Lenient)
        {
            throw new InputException(broken);
        }

        file.VerifyUnchanged();
        if (_report.Read == 0 && !options.AllowEmpty)
        {
            throw file.Context.Fail(CsvDiagnostics.NoRecords, "the file holds no records; accept that with --allow-empty if it is meant");
        }

        return true;
    }

    private static InputReport Describe(InputFile file, RecordReader reader)
    {
        var dialect = (reader as CsvRecordReader)?.Dialect;
        return new InputReport
        {
            Name = file.Context.File,
            Container = file.Table ?? reader.Container,
            Encoding = file.EncodingName,
            Delimiter = dialect?.DelimiterName,
            DelimiterDetected = dialect?.Detected ?? false,
            Size = file.Size,
            Position = () => file.Counted.Count,
        };
    }

    private bool ReadBatch()
    {
        var spans = _batch.Spans;
        for (var i = 0; i < spans.Length; i++)
        {
            ref var span = ref spans[i];
            _report.Bytes = span.Offset + span.Length;
            if (span.Kind is not (SpanKind.Record or SpanKind.Reject))
            {
                continue;
            }

            run.BeginRecord();
            run.Current = new CurrentRecord(_batch, i);
            if (span.Problem is { } problem)
            {
                run.Reject(problem);
            }
            else if (!ReadRecord(ref span))
            {
                _report.NotReadFrom = span.Offset + span.Length;
                return false;
            }
        }

        return true;
    }

    private bool ReadRecord(ref RecordSpan span)
    {
        // Where a whole file is one line, only the column tells one record from another.
        var location = new SourceLocation(path, span.Line, span.Column > 1 ? span.Column : 0, span.Offset, span.Number);
        if (_batch.Tape[span.Node].Kind != NodeKind.Object)
        {
            run.Reject(new Finding(StructureDiagnostics.NotARecord, Severity.Error, location, null, $"{Record.Describe(new JsonValue(_batch.Tape, span.Node))} where an object is expected"));
            return true;
        }

        _record.MoveTo(_batch.Tape, span.Node, location);
        var format = Choose(_record);
        if (format.HoldsMany)
        {
            return ReadParts(format);
        }

        var example = format.Read(_record);
        if (_record.Rejection is { } rejection)
        {
            run.Reject(rejection);
            return true;
        }

        if (example is null)
        {
            run.Filtered(null, Processing.Run.NoExample);
            return true;
        }

        SetPurpose(example, format);
        if (run.KeepsVerbatim)
        {
            example.KeepVerbatim(Verbatim(ref span));
        }

        return sink.Accept(example);
    }

    /// <summary>Reads a record that holds several examples; false when no more are wanted. Each beyond the first is one that was added.</summary>
    private bool ReadParts(RecordFormat format)
    {
        var whole = run.Current;
        var count = 0;
        foreach (var example in format.ReadMany(_record))
        {
            if (count++ > 0)
            {
                run.Added();
            }

            run.Current = whole with { Part = _record.CurrentPart };
            if (!Pass(format, example))
            {
                return false;
            }
        }

        return count > 0 || Pass(format, null);
    }

    private bool Pass(RecordFormat format, Example? example)
    {
        if (_record.TakeRejection() is { } rejection)
        {
            run.Reject(rejection);
            return true;
        }

        if (example is null)
        {
            run.Filtered(null, Processing.Run.NoExample);
            return true;
        }

        SetPurpose(example, format);
        if (run.KeepsVerbatim)
        {
            // A part by itself is a record of its format that holds only this example.
            var part = new RecordBuilder(_json, ExtraPolicy.Keep);
            _json.Clear();
            part.Begin();
            format.WriteRecord(part, example);
            part.End();
            example.KeepVerbatim(_json.Written.ToArray());
        }

        return sink.Accept(example);
    }

    private static void SetPurpose(Example example, RecordFormat format)
    {
        // A format may know better of one record, and one that hands out the same example twice is left alone.
        if (format.Purpose is not ExamplePurpose.Training and var purpose)
        {
            example.Purpose = purpose;
        }
    }

    /// <summary>The record as one JSON object on one line: as it stands where it does, without white space between values where not.</summary>
    private ReadOnlyMemory<byte> Verbatim(ref RecordSpan span)
    {
        var raw = _batch.RawToKeep(span);
        if (raw.Span is [(byte)'{', .., (byte)'}'] && raw.Span.IndexOfAny((byte)'\n', (byte)'\r') < 0 && span.Original is null)
        {
            return raw;
        }

        _json.Clear();
        _json.AppendValue(new JsonValue(_batch.Tape, span.Node));
        return _json.Written.ToArray();
    }

    /// <summary>The decided format; another known one where the record has only that one's shape.</summary>
    private RecordFormat Choose(Record record)
    {
        if (_format is null)
        {
            (_format, _isFixed, _report.Evidence) = chooser.Decide(record);
            _report.Format = _format.Name;
        }

        // The rows of a table have all the same fields.
        var columns = _batch.Tape.Columns;
        if (_isFixed || (columns is not null && ReferenceEquals(columns, _matching)))
        {
            return _format;
        }

        if (_format.Matches(record) || RecordFormat.Detect(record) is not { } other)
        {
            _matching = columns;
            return _format;
        }

        _report.Others.TryGetValue(other.Name, out var count);
        _report.Others[other.Name] = count + 1;
        return other;
    }
}
