using System.CommandLine;
using DatasetKit.Cli.Options;
using DatasetKit.Cli.Terminal;
using DatasetKit.Processing;
using DatasetKit.Reports;

namespace DatasetKit.Cli.Commands;

/// <summary>Counts tokens.</summary>
internal static class CountCommand
{
    public static Command Create()
    {
        var command = new Command("count", """
            Count the tokens of each example's texts: total, mean, percentiles, by field, and the share over a limit.

            Examples:
              datasetkit count train.jsonl --tokenizer o200k_base
              datasetkit count train.jsonl --tokenizer gpt-4 --max-tokens 2048 --json
            """);
        var reading = new ReadingOptions(command);
        var shaping = new ShapingOptions(command);
        var tokens = new TokenOptions(command);
        var json = new Option<bool>("--json") { Description = "Print the figures as one JSON object" };
        command.Add(json);
        command.SetAction(result =>
        {
            var limit = tokens.MaxTokens(result);
            var tokenizer = tokens.Tokenizer(result) ?? throw new UsageException($"count needs --tokenizer NAME, because every model counts differently; the names are {TokenOptions.Names}");
            var dataset = Shaping.Read(reading, shaping, result);
            dataset = shaping.Take(result) is { } count ? dataset.Take(count) : dataset;
            var (statistics, report) = dataset.Count(tokenizer, new RunWatcher { OnProgress = ProgressBar.Update, OnFinding = FindingPrinter.OnFinding }, Interruption.Token);
            ProgressBar.Clear();
            FindingPrinter.Rest(report.Findings);
            StandardOutput.Write(result.GetValue(json)
                ? TokenReport.AsJson(statistics, tokenizer, limit, report)
                : TokenReport.AsText(statistics, tokenizer, limit, report));
            return report.Ledger.Rejected > 0 ? ExitCode.Findings : ExitCode.Clean;
        });
        return command;
    }
}
