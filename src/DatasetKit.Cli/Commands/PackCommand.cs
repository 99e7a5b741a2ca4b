using System.CommandLine;
using System.Globalization;
using DatasetKit.Cli.Options;
using DatasetKit.Cli.Terminal;
using DatasetKit.Processing;
using DatasetKit.Reports;

namespace DatasetKit.Cli.Commands;

/// <summary>Turns examples into tokens and packs them into bins.</summary>
internal static class PackCommand
{
    public static Command Create()
    {
        var command = new Command("pack", """
            Turn examples into tokens and pack them into bins of one length: input_ids, labels, position_ids and segment_ids. Nothing is cut or mixed.

            Examples:
              datasetkit pack train.jsonl --length 4096 --tokenizer llama3/tokenizer.json --chat-template vicuna -o packed.jsonl
              datasetkit pack texts.jsonl --length 2048 --tokenizer o200k_base --strategy best-fit -o packed.jsonl.gz
            """);
        var reading = new ReadingOptions(command);
        var shaping = new ShapingOptions(command);
        var packing = new PackingOptions(command);
        var rules = new RuleOptions(command);
        var json = new Option<bool>("--json") { Description = "Print the report as one JSON object on standard output" };
        command.Add(json);
        command.SetAction(result =>
        {
            var (options, output, writing, template) = (packing.Read(result), packing.Output(result), packing.Write(result), packing.Template(result));
            if (result.GetValue(json) && (output == "-" || writing.Rejects == "-"))
            {
                throw new UsageException($"--json and {(output == "-" ? "-o" : "--rejects")} - both want standard output; name a file instead of -");
            }

            var dataset = Shaping.Read(reading, shaping, result, template).Validate(rules.Rules(result), template);
            dataset = shaping.Take(result) is { } count ? dataset.Take(count) : dataset;
            var watcher = new RunWatcher { OnProgress = ProgressBar.Update, OnFinding = FindingPrinter.OnFinding };
            var report = dataset.Pack(output, packing.Counter(result, template), options, writing, watcher, Interruption.Token);
            ProgressBar.Clear();
            FindingPrinter.Rest(report.Build.Findings);
            if (result.GetValue(json))
            {
                StandardOutput.Write(JsonReport.Of(report.Build, writer =>
                {
                    writer.WriteNumber("bins", report.Bins);
                    writer.WriteNumber("length", report.Length);
                    writer.WriteNumber("tokens", report.Tokens);
                    writer.WriteNumber("trained", report.Trained);
                    writer.WriteNumber("fill", Math.Round(report.Fill, 6));
                }));
            }

            StandardError.Write(TextReport.Of(report.Build));
            StandardError.WriteLine(string.Create(CultureInfo.InvariantCulture, $"packed {report.Tokens:N0} tokens ({report.Trained:N0} trained) into {report.Bins:N0} bins of {report.Length:N0}: {report.Fill:P1} full"));
            return rules.ExitCodeOf(report.Build, result);
        });
        return command;
    }
}
