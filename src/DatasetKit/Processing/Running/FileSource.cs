using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>Reads files, one after the other: container, then record, then example.</summary>
internal sealed class FileSource(IReadOnlyList<string> paths, FormatChooser chooser, ReadOptions options) : Node
{
    public override IEnumerable<string> Inputs => paths;

    public override bool KeepsExamples => chooser.IsForeign;

    public override void Run(Run run, ExampleSink sink)
    {
        foreach (var path in paths)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            if (!new FileRun(path, chooser, options, run, sink).Read())
            {
                return;
            }
        }
    }
}
