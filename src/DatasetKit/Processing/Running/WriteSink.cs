using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>Writes examples in a format into a container.</summary>
internal sealed class WriteSink(Run run, RecordFormat format, RecordWriter writer, ExtraPolicy extra) : CountingSink
{
    private readonly RecordBuilder _builder = new(writer.Buffer, extra);

    public override bool Accept(Example example)
    {
        writer.Begin();
        _builder.Begin();
        format.WriteRecord(_builder, example);
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
