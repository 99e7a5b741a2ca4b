using System.CommandLine;
using DatasetKit.Cli.Options;
using DatasetKit.Cli.Terminal;
using DatasetKit.Recipes;
using DatasetKit.Reports;

namespace DatasetKit.Cli.Commands;

/// <summary>Runs a recipe.</summary>
internal static class RecipeRunCommand
{
    public static Command Create()
    {
        var command = new Command("run", """
            Run a recipe: read the inputs, do its steps, write the dataset, and say for each step what it kept and left out, and why.

            Examples:
              datasetkit recipe run vicuna chats.json -o clean.json
              datasetkit recipe run vicuna chats.json --param keep-language=en --dropped dropped.jsonl -o clean.json
            """);
        var name = new Argument<string>("NAME") { Description = "The recipe (datasetkit recipe list)" };
        var inputs = new Argument<string[]>("INPUT") { Description = "Files, patterns, or - for standard input; .gz is decompressed", Arity = ArgumentArity.ZeroOrMore };
        var parameters = new Option<string[]>("--param", "-p") { Description = "A parameter of the recipe, once for each (datasetkit recipe show NAME)", HelpName = "NAME=VALUE" };
        var to = new Option<string?>("--to") { Description = "The format to write; the recipe's own when left out", HelpName = "FORMAT" };
        var dropped = new Option<string?>("--dropped") { Description = "Where records go that a step left out, with the step and the reason; they are counted in any case", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print the reports as one JSON object on standard output" };
        command.Add(name);
        command.Add(inputs);
        command.Add(parameters);
        command.Add(to);
        var writing = new WritingOptions(command);
        command.Add(dropped);
        var map = new Option<string[]>("--map") { Description = "A field from a column (output=answer), a JSON path (output=/choices/0/message/content) or a composition (instruction={subject}\\n\\n{body}); may be repeated", HelpName = "target=column" };
        var reading = ReadingOptions.OfFiles(command);
        command.Add(map);
        command.Add(json);
        command.SetAction(result =>
        {
            var recipe = RecipeListCommand.Find(result.GetValue(name)!);
            var output = writing.Output(result);
            if (result.GetValue(json) && output == "-")
            {
                throw new UsageException("--json and -o - both want standard output; name a file instead of -");
            }

            var arguments = recipe.Arguments(result.GetValue(inputs)!, [.. (result.GetValue(parameters) ?? []).Select(Parse)]);
            arguments.Reading = reading.Read(result);
            (arguments.Format, arguments.Mapping) = (reading.Format(result), Mapping(result.GetValue(map) ?? []));
            if (arguments.Inputs.Count == 0 && (arguments.Format is not null || arguments.Mapping is not null))
            {
                throw new UsageException("--from and --map say how inputs are read, and there is none");
            }

            var options = writing.Read(result) with { Dropped = result.GetValue(dropped), OnProgress = ProgressBar.Update, OnFinding = FindingPrinter.OnFinding };
            var format = result.GetValue(to) is { } wanted ? ReadingOptions.FormatNamed(wanted) : null;
            var reports = recipe.RunAsync(arguments, output, format, options, Interruption.Token).GetAwaiter().GetResult();
            return Report(recipe, reports, result.GetValue(json));
        });
        return command;
    }

    private static int Report(Recipe recipe, IReadOnlyList<BuildReport> reports, bool json)
    {
        ProgressBar.Clear();
        foreach (var report in reports)
        {
            FindingPrinter.Rest(report.Findings);
            StandardError.Write(TextReport.Of(report));
        }

        if (json)
        {
            StandardOutput.Write(JsonReport.OfRecipe(recipe.Name, reports));
        }

        return reports.All(report => report.IsClean) ? ExitCode.Clean : ExitCode.Findings;
    }

    private static FieldMapping? Mapping(string[] fields) => fields.Length == 0 ? null : FieldMapping.Parse(fields, [], null);

    private static (string Name, string Value) Parse(string parameter)
    {
        var at = parameter.IndexOf('=', StringComparison.Ordinal);
        return at > 0
            ? (parameter[..at].Trim(), parameter[(at + 1)..])
            : throw new UsageException($"--param takes NAME=VALUE, not \"{parameter}\"");
    }
}
