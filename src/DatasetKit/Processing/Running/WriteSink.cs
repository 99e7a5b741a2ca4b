using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>Writes examples in a format into a container.</summary>
internal sealed class WriteSink(Run run, RecordFormat format, RecordWriter writer, ExtraPolicy extra) : ExampleSink
{
    private readonly RecordBuilder _builder = new(writer.Buffer, extra);

    /// <summary>Records written.</summary>
    public long Count { get; private set; }

    public override bool Accept(Example example)
    {
        writer.Begin();
        _builder.Begin();
        format.Write(_builder, example);
        if (_builder.Rejection is { } rejection)
        {
            writer.Cancel();
            run.Reject(new Finding(rejection.Diagnostic, Severity.Error, example.Source, rejection.Field, rejection.Message));
            return true;
        }

        _builder.End();
        if (writer.End() is { } why)
        {
            run.Reject(new Finding(StructureDiagnostics.CannotHold, Severity.Error, example.Source, null, why));
            return true;
        }

        if (_builder.Losses.Count > 0)
        {
            run.Losses.Add(_builder.Losses, example.Source);
        }

        Count++;
        run.Input.Written++;
        return true;
    }
}
