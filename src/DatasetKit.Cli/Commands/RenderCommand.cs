using System.CommandLine;
using DatasetKit.Cli.Options;
using DatasetKit.Cli.Terminal;
using DatasetKit.Processing;
using DatasetKit.Reports;

namespace DatasetKit.Cli.Commands;

/// <summary>Shows examples as the model sees them.</summary>
internal static class RenderCommand
{
    public static Command Create()
    {
        var command = new Command("render", """
            Show what the model will see, and which of it is trained.

            Examples:
              datasetkit render train.jsonl --chat-template qwen2.5 --take 3 --mask
              datasetkit render train.jsonl --chat-template llama3/ --take 100 --mask --html -o mask.html
              datasetkit render alpaca.json --template alpaca --spans -o spans.jsonl
              datasetkit render chats.jsonl --chat-template qwen3 --template-arg enable_thinking=false --add-generation-prompt
            """);
        var reading = new ReadingOptions(command);
        var templates = TemplateOptions.OfRendering(command);
        var shaping = new ShapingOptions(command);
        var rendering = new RenderingOptions(command);
        var json = new Option<bool>("--json") { Description = "Print the report as one JSON object on standard output" };
        command.Add(json);
        command.SetAction(result =>
        {
            var template = Template(templates, result);
            var (output, view, counter, writing) = (rendering.Output(result), rendering.View(result, template), rendering.Counter(result, template), rendering.Write(result));
            if (result.GetValue(json) && (output == "-" || writing.Rejects == "-"))
            {
                throw new UsageException($"--json and {(output == "-" ? "-o" : "--rejects")} - both want standard output; name a file instead of -");
            }

            var dataset = Shaping.Read(reading, shaping, result, template);
            dataset = shaping.Take(result) is { } count ? dataset.Take(count) : dataset;
            var watcher = new RunWatcher { OnProgress = ProgressBar.Update, OnFinding = FindingPrinter.OnFinding };
            var (report, totals) = dataset.Render(output, template, counter, view, writing, watcher, Interruption.Token);
            ProgressBar.Clear();
            FindingPrinter.Rest(report.Findings);
            if (result.GetValue(json))
            {
                StandardOutput.Write(RenderedJson.Of(report, template, totals));
            }

            StandardError.Write(TextReport.Of(report, remedy: string.Empty));
            StandardError.WriteLine($"shown with {template.Name}: {totals}");
            return report.Ledger.Rejected > 0 ? ExitCode.Findings : ExitCode.Clean;
        });
        return command;
    }

    private static PromptTemplate Template(TemplateOptions templates, ParseResult result) => (templates.Template(result), templates.ChatTemplate(result)) switch
    {
        (null, null) => throw new UsageException("render needs --chat-template NAME, or --template NAME; datasetkit templates lists them"),
        (not null, not null) => throw new UsageException("--template and --chat-template both say what the model sees; name one"),
        var (prompt, chat) => (prompt ?? chat)!,
    };
}
