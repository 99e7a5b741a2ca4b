using System.CommandLine;
using DatasetKit.Cli.Options;
using DatasetKit.Cli.Terminal;
using DatasetKit.Processing;
using DatasetKit.Reports;

namespace DatasetKit.Cli.Commands;

/// <summary>The main job: raw records in, training-ready records out.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        var command = new Command("convert", """
            Convert records of any known format into another.

            Examples:
              datasetkit convert faq.csv --to alpaca -o train.jsonl
              datasetkit convert raw.csv --map instruction=Question --map output=Reply --to sharegpt -o train.jsonl
              datasetkit convert chats.json.gz --to text --template vicuna -o train.jsonl
              datasetkit convert chats.jsonl --to spans --chat-template llama3/ -o train.jsonl
              datasetkit convert tickets.csv --group-by ticket --role author --content text --to openai -o chats.jsonl
            """);
        var reading = new ReadingOptions(command);
        var to = new Option<string>("--to") { Description = "The format to write (datasetkit formats lists them), or spans: rendered text and which of it carries loss", HelpName = "FORMAT", Required = true };
        command.Add(to);
        var templates = TemplateOptions.OfConverting(command);
        var shaping = new ShapingOptions(command);
        var writing = new WritingOptions(command);
        var rules = new RuleOptions(command);
        var tokens = new TokenOptions(command, templates, shortens: true);
        var dryRun = new Option<bool>("--dry-run") { Description = "Show how fields are mapped and three finished examples; write nothing" };
        var json = new Option<bool>("--json") { Description = "Print the report as one JSON object on standard output" };
        command.Add(dryRun);
        command.Add(json);
        command.SetAction(result =>
        {
            var name = result.GetValue(to)!;
            var chosen = templates.Template(result) ?? (Templates.IsRendered(name) ? templates.ChatTemplate(result) : null);
            var format = Templates.Target(name, chosen);
            var dataset = Shaping.Read(reading, shaping, result, chosen).Validate(rules.Rules(result), chosen);
            dataset = tokens.Limit(dataset, result, chosen);
            dataset = shaping.Take(result) is { } count ? dataset.Take(count) : dataset;
            if (result.GetValue(dryRun))
            {
                return DryRun.Show(dataset, format);
            }

            var output = writing.Output(result);
            var options = writing.Read(result);
            if (options.Lossless && tokens.Shortens(result))
            {
                throw new UsageException("--lossless keeps everything, and --when-over leaves something out; choose one of them, or --when-over reject");
            }

            if (result.GetValue(json) && (output == "-" || options.Rejects == "-"))
            {
                throw new UsageException($"--json and {(output == "-" ? "-o" : "--rejects")} - both want standard output; name a file instead of -");
            }

            var watcher = new RunWatcher { OnProgress = ProgressBar.Update, OnFinding = FindingPrinter.OnFinding };
            var report = dataset.Write(output, format, options, watcher, Interruption.Token);
            ProgressBar.Clear();
            FindingPrinter.Rest(report.Findings);
            if (result.GetValue(json))
            {
                StandardOutput.Write(JsonReport.Of(report));
            }

            StandardError.Write(TextReport.Of(report));
            return rules.ExitCodeOf(report, result);
        });
        return command;
    }
}
