namespace DatasetKit.Processing;

/// <summary>What goes with an example when it is held: the input it came from, its place, and the raw record for the rejects file.</summary>
internal sealed class HeldRecords
{
    private readonly Run _run;
    private readonly HeldWriter _out = new();
    private readonly HeldReader _in = new();
    private readonly ExampleCodec _codec;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _files = [];
    private readonly HeldRaw _raw = new();
    private string? _file;
    private int _fileNumber;
    private int _input = -1;
    private InputReport? _inputReport;

    public HeldRecords(Run run) => (_run, _codec) = (run, new ExampleCodec(_out, _in));

    private enum RawKind : byte
    {
        None,
        OfExample,
        Own,
    }

    /// <summary>The bytes of an example and its record; good until the next call.</summary>
    public ReadOnlySpan<byte> Encode(Example example)
    {
        _out.Clear();
        _out.Number(InputNumber());
        var source = example.Source;
        _out.Number(FileNumber(source.File ?? string.Empty));
        _out.Number(source.Line);
        _out.Number(source.Column);
        _out.Number(source.ByteOffset);
        _out.Number(source.Number);
        _out.Bytes(example.Verbatim.Span);
        WriteRaw(example);
        if (example.Verbatim.IsEmpty)
        {
            _codec.Write(example);
        }

        return _out.Written;
    }

    /// <summary>The example at a place, which becomes the run's current one.</summary>
    public Example Decode(byte[] block, int at)
    {
        _in.MoveTo(block, at);
        var input = _run.Inputs[(int)_in.Number()];
        var file = _files[(int)_in.Number()];
        var source = new SourceLocation(file, _in.Number(), (int)_in.Number(), _in.Number(), _in.Number());
        var verbatim = _in.Bytes();
        ReadRaw(verbatim);
        _run.Resume(input, new CurrentRecord(null, 0) { Held = _raw });
        return verbatim.IsEmpty ? _codec.Read(source) : Example.OfVerbatim(verbatim, source);
    }

    private void WriteRaw(Example example)
    {
        var current = _run.Current;
        if (current.Raw is not { } raw)
        {
            _out.Byte((byte)RawKind.None);
            return;
        }

        var same = raw.Equals(example.Verbatim) || raw.Span.SequenceEqual(example.Verbatim.Span);
        _out.Byte((byte)(same ? RawKind.OfExample : RawKind.Own));
        _out.Number(current.Length + 1);
        if (!same)
        {
            _out.Bytes(raw.Span);
        }
    }

    private void ReadRaw(ReadOnlyMemory<byte> verbatim)
    {
        var kind = (RawKind)_in.Byte();
        (_raw.Bytes, _raw.Length) = (null, -1);
        if (kind != RawKind.None)
        {
            _raw.Length = _in.Number() - 1;
            _raw.Bytes = kind == RawKind.OfExample ? verbatim : _in.Bytes();
        }
    }

    private int InputNumber()
    {
        if (!ReferenceEquals(_run.Input, _inputReport))
        {
            _inputReport = _run.Input;
            _input = _run.Inputs.Count - 1;
            while (!ReferenceEquals(_run.Inputs[_input], _inputReport))
            {
                _input--;
            }
        }

        return _input;
    }

    private int FileNumber(string file)
    {
        if (ReferenceEquals(file, _file))
        {
            return _fileNumber;
        }

        if (!_numbers.TryGetValue(file, out var number))
        {
            number = _files.Count;
            _files.Add(file);
            _numbers.Add(file, number);
        }

        (_file, _fileNumber) = (file, number);
        return number;
    }
}
