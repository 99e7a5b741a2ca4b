using DatasetKit.IO;
using DatasetKit.Reports;
using DatasetKit.Templates;

namespace DatasetKit.Processing;

/// <summary>Shows each example as the model sees it.</summary>
internal sealed class RenderSink(Run run, PromptTemplate template, RenderedCounter? counter, RenderedView view, RecordWriter writer) : ExampleSink
{
    public RenderedTotals Totals { get; } = new();

    public override bool Accept(Example example)
    {
        if (example.Completions.Count > 0)
        {
            return Reject(example, Unseen.Compared);
        }

        var rendered = RenderedExample.Of(template, example, out var problem);
        if (rendered is null)
        {
            return Reject(example, problem!);
        }

        var tokens = counter?.Count(rendered);
        writer.Begin();
        view.Show(writer.Buffer, example, rendered, tokens);
        writer.End();
        Totals.Add(rendered, tokens);
        run.Losses.Add(Unseen.Fields(template, example, rendered), example.Source);
        run.Input.Written++;
        return true;
    }

    private bool Reject(Example example, string problem)
    {
        run.Reject(new Finding(template.Failure, Severity.Error, example.Source, null, problem));
        return true;
    }
}
