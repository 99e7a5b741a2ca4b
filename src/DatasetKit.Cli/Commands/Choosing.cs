using System.CommandLine;
using DatasetKit.Cli.Options;
using DatasetKit.Cli.Terminal;
using DatasetKit.Processing;
using DatasetKit.Reports;

namespace DatasetKit.Cli.Commands;

/// <summary>What the commands that choose among records have in common: write, report, exit.</summary>
internal static class Choosing
{
    public static int Write(Dataset dataset, ChoosingOptions options, ParseResult result)
    {
        var output = options.Writing.Output(result);
        return Run([output], options, result, (writing, watcher) => dataset.Write(output, options.Target(result), writing, watcher, Interruption.Token));
    }

    public static int Run(IReadOnlyList<string> outputs, ChoosingOptions options, ParseResult result, Func<WriteOptions, RunWatcher, BuildReport> write)
    {
        var writing = options.Writing.Read(result);
        if (options.Json(result) && (outputs.Contains("-") || writing.Rejects == "-"))
        {
            throw new UsageException($"--json and {(outputs.Contains("-") ? "-o" : "--rejects")} - both want standard output; name a file instead of -");
        }

        var report = write(writing, new RunWatcher { OnProgress = ProgressBar.Update, OnFinding = FindingPrinter.OnFinding });
        ProgressBar.Clear();
        FindingPrinter.Rest(report.Findings);
        if (options.Json(result))
        {
            StandardOutput.Write(JsonReport.Of(report));
        }

        StandardError.Write(TextReport.Of(report));
        return report.IsClean ? ExitCode.Clean : ExitCode.Findings;
    }
}
