using System.CommandLine;
using DatasetKit.Cli.Options;
using DatasetKit.Cli.Terminal;
using DatasetKit.Processing;
using DatasetKit.Reports;

namespace DatasetKit.Cli.Commands;

/// <summary>Holds datasets against the rules and writes nothing.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var command = new Command("validate", """
            Check records and examples against the rules; nothing is written.

            Examples:
              datasetkit validate train.jsonl
              datasetkit validate train.jsonl --select DK1,DK9 --fail-on warning
              datasetkit validate train.jsonl --tokenizer o200k_base --max-tokens 4096
            """);
        var reading = new ReadingOptions(command);
        var shaping = new ShapingOptions(command);
        var rules = new RuleOptions(command);
        var templates = TemplateOptions.OfChecking(command);
        var tokens = new TokenOptions(command, templates, shortens: false);
        var json = new Option<bool>("--json") { Description = "Print the report as one JSON object on standard output" };
        command.Add(json);
        command.SetAction(result =>
        {
            var chosen = templates.Template(result);
            var dataset = Shaping.Read(reading, shaping, result, chosen).Validate(rules.Rules(result), chosen);
            dataset = tokens.Limit(dataset, result, null);
            dataset = shaping.Take(result) is { } count ? dataset.Take(count) : dataset;
            var report = dataset.Check(new RunWatcher { OnProgress = ProgressBar.Update, OnFinding = FindingPrinter.OnFinding }, Interruption.Token);
            ProgressBar.Clear();
            FindingPrinter.Rest(report.Findings);
            StandardOutput.Write(result.GetValue(json) ? JsonReport.Of(report) : TextReport.OfCheck(report));
            return rules.ExitCodeOf(report, result);
        });
        return command;
    }
}
