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
            return Reject(example, "a text holds one answer, and the example has several to be compared");
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
        ReportHidden(example, rendered);
        run.Input.Written++;
        return true;
    }

    /// <summary>What the example says and the model does not see.</summary>
    private void ReportHidden(Example example, RenderedExample rendered)
    {
        var hidden = new List<string>(rendered.Hidden);
        foreach (var message in example.Messages)
        {
            Look("reasoning_content", !message.Reasoning.IsEmpty);
            Look("tool_calls", message.ToolCalls.Count > 0);
            Look("system", message.Role == Role.System);
        }

        Look("tools", !example.Tools.IsAbsent);
        Look("input", !example.Input.IsEmpty);
        if (hidden.Count > 0)
        {
            run.Losses.Add(hidden, example.Source);
        }

        void Look(string field, bool has)
        {
            if (has && !template.Shows(field) && !hidden.Contains(field))
            {
                hidden.Add(field);
            }
        }
    }

    private bool Reject(Example example, string problem)
    {
        run.Reject(new Finding(template.Failure, Severity.Error, example.Source, null, problem));
        return true;
    }
}
