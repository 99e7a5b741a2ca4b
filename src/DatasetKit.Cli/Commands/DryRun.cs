using System.Text;
using DatasetKit.Cli.Terminal;
using DatasetKit.Internals;
using DatasetKit.Processing;
using DatasetKit.Reports;

namespace DatasetKit.Cli.Commands;

/// <summary>Shows what a conversion would do: how the input is read, and three finished examples.</summary>
internal static class DryRun
{
    private const int Shown = 3;

    public static int Show(Dataset dataset, RecordFormat format)
    {
        var run = new Run(Interruption.Token) { Purpose = format.Purpose };
        run.Findings.OnFinding = FindingPrinter.OnFinding;
        var sink = new Sink(run, format);
        dataset.Node.Run(run, sink);
        StandardError.Write(TextReport.OfInputs(run.Inputs));
        StandardOutput.Write(sink.Text);
        StandardError.WriteLine("dry run: nothing was written");
        return run.Ledger.Rejected > 0 ? ExitCode.Findings : ExitCode.Clean;
    }

    private sealed class Sink(Run run, RecordFormat format) : ExampleSink
    {
        private readonly JsonBuffer _buffer = new();
        private int _count;

        public string Text => Utf8Text.Decode(_buffer.Written);

        public override bool Accept(Example example)
        {
            var start = _buffer.Length;
            var builder = new RecordBuilder(_buffer, ExtraPolicy.Drop);
            builder.Begin();
            format.WriteRecord(builder, example);
            builder.End();
            if (builder.Rejection is { } rejection)
            {
                _buffer.Truncate(start);
                run.Reject(new Finding(rejection.Diagnostic, Severity.Error, example.Source, rejection.Field, rejection.Message));
                return true;
            }

            _buffer.Append((byte)'\n');
            run.Input.Written++;
            return ++_count < Shown;
        }
    }
}
