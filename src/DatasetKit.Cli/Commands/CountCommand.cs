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
            Count tokens with any number of tokenizers in one pass: totals, trained share, percentiles, the longest example, what a limit would cost.

            Examples:
              datasetkit count train.jsonl --tokenizer o200k_base
              datasetkit count train.jsonl --tokenizer gpt-4o --chat-template openai --limit 2048 --limit 4096
              datasetkit count train.jsonl --tokenizer llama3/tokenizer.json --tokenizer gpt-4 --chat-template vicuna --json
              datasetkit count train.jsonl --tokenizer o200k_base --per-example -o counts.jsonl
            """);
        var reading = new ReadingOptions(command);
        var shaping = new ShapingOptions(command);
        var counting = new CountOptions(command);
        var json = new Option<bool>("--json") { Description = "Print the figures as one JSON object" };
        command.Add(json);
        command.SetAction(result =>
        {
            var (statistics, prices, epochs, perExample) = (counting.Statistics(result), counting.Prices(result), counting.Epochs(result), counting.PerExample(result));
            if (result.GetValue(json) && perExample == "-")
            {
                throw new UsageException("--json and --per-example both want standard output; name a file with -o");
            }

            var dataset = Shaping.Read(reading, shaping, result);
            dataset = shaping.Take(result) is { } count ? dataset.Take(count) : dataset;
            var watcher = new RunWatcher { OnProgress = ProgressBar.Update, OnFinding = FindingPrinter.OnFinding };
            var report = perExample is null
                ? dataset.Count(statistics, watcher, Interruption.Token)
                : dataset.Count(statistics, perExample, counting.Write(result), watcher, Interruption.Token);
            ProgressBar.Clear();
            FindingPrinter.Rest(report.Findings);
            if (result.GetValue(json))
            {
                StandardOutput.Write(TokenJson.Of(statistics, prices, epochs, report));
            }
            else
            {
                (perExample == "-" ? StandardError.Write : (Action<string>)StandardOutput.Write)(TokenReport.AsText(statistics, prices, epochs, report, StandardOutput.Columns));
            }

            return report.Ledger.Rejected > 0 ? ExitCode.Findings : ExitCode.Clean;
        });
        return command;
    }
}
