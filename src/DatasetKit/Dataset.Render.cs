using DatasetKit.IO;
using DatasetKit.Processing;
using DatasetKit.Reports;

namespace DatasetKit;

/// <summary>Examples as the model sees them, for people.</summary>
public sealed partial class Dataset
{
    /// <summary>Shows every example; what the template cannot show is rejected.</summary>
    internal (BuildReport Report, RenderedTotals Totals) Render(
        string path, PromptTemplate template, RenderedCounter? counter, RenderedView view, WriteOptions options, RunWatcher watcher, CancellationToken cancellationToken)
    {
        RenderSink? sink = null;
        var report = DatasetWriter.Write(
            _node,
            [path],
            verbatim: false,
            options,
            watcher,
            (run, writers) =>
            {
                sink = new RenderSink(run, template, counter, view, writers[0]);
                view.Begin(writers[0].Buffer);
                _node.Run(run, sink);
                view.End(writers[0].Buffer, sink.Totals);
                return [sink.Totals.Examples];
            },
            cancellationToken,
            output => new PageWriter(output));
        return (report, sink!.Totals);
    }
}
