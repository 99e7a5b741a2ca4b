using DatasetKit.Formats;
using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>Writes examples in a format whose records hold several: one record for what was one record.</summary>
internal sealed class JoiningSink(Run run, JoiningFormat format, RecordWriter writer, ExtraPolicy extra) : CountingSink
{
    private readonly RecordBuilder _builder = new(writer.Buffer, extra);

    /// <summary>The raw records of what the open record holds: by the time a writer refuses it, the run has come to another one.</summary>
    private readonly List<(SourceLocation Source, HeldRaw Raw)> _held = [];
    private Example? _last;
    private InputReport? _input;
    private long _joined;

    public override bool Accept(Example example)
    {
        if (_last is { } last && format.Joins(last, example))
        {
            Join(last, example);
            return true;
        }

        Finish();
        writer.Begin();
        _builder.Begin();
        format.Open(_builder, example);
        if (Rejected(example))
        {
            writer.Cancel();
            return true;
        }

        (_last, _input, _joined) = (example, run.Input, 0);
        _held.Clear();
        Hold(example);
        return true;
    }

    public override void Finish()
    {
        if (_last is not { } last)
        {
            return;
        }

        _last = null;
        format.Close(_builder, last);
        format.NoteShape(_builder, last);
        _builder.End();
        if (_builder.Losses.Count > 0)
        {
            run.Losses.Add(_builder.Losses, last.Source);
        }

        if (writer.End() is not { } why)
        {
            Count++;
            _input!.Written++;
            _input.Merged += _joined;
            return;
        }

        var (input, current) = (run.Input, run.Current);
        foreach (var (source, raw) in _held)
        {
            run.Resume(_input!, new CurrentRecord(null, 0) { Held = raw });
            run.Reject(new Finding(StructureDiagnostics.CannotHold, Severity.Error, source, null, why));
        }

        run.Resume(input, current);
    }

    private void Join(Example last, Example example)
    {
        var (length, comma) = (writer.Buffer.Length, _builder.CommaDue);
        format.Next(_builder, last, example);
        if (Rejected(example))
        {
            _builder.BackTo(length, comma);
            return;
        }

        _last = example;
        _joined++;
        Hold(example);
    }

    private void Hold(Example example)
    {
        if (writer.MayRefuse)
        {
            var current = run.Current;
            _held.Add((example.Source, new HeldRaw { Bytes = current.Raw is { } raw ? raw.ToArray() : (ReadOnlyMemory<byte>?)null, Length = current.Length }));
        }
    }

    private bool Rejected(Example example)
    {
        if (_builder.Rejection is not { } rejection)
        {
            return false;
        }

        run.Reject(new Finding(rejection.Diagnostic, Severity.Error, example.Source, rejection.Field, rejection.Message));
        return true;
    }
}
