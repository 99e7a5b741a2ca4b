using System.CommandLine;
using System.CommandLine.Help;
using DatasetKit.Cli.Commands;
using DatasetKit.Cli.Terminal;

namespace DatasetKit.Cli;

/// <summary>The command line: one visible line for each command, one place where faults become exit codes.</summary>
internal sealed class Application(string[] args)
{
    /// <summary>All commands in the order of the help, by their names.</summary>
    public static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("convert", ConvertCommand.Create),
        ("detect", DetectCommand.Create),
        ("validate", ValidateCommand.Create),
        ("count", CountCommand.Create),
        ("render", RenderCommand.Create),
        ("dedup", DedupCommand.Create),
        ("split", SplitCommand.Create),
        ("mix", MixCommand.Create),
        ("sample", SampleCommand.Create),
        ("pack", PackCommand.Create),
        ("recipe", RecipeCommand.Create),
        ("formats", FormatsCommand.Create),
        ("templates", TemplatesCommand.Create),
        ("tokenizers", TokenizersCommand.Create),
        ("explain", ExplainCommand.Create),
    ];

    /// <summary>The root with its commands.</summary>
    /// <param name="first">
    /// The first argument. Where it is a command, that one is all there is: to make the others takes longer than what many a run does. Null, or anything
    /// else, is what needs all of them: the help, a completion, a name that is spelled wrong.
    /// </param>
    public static Command CreateRoot(string? first = null)
    {
        var root = new Command("datasetkit", "Builds instruction-tuning datasets: raw records in, training-ready JSON Lines out. Nothing is lost silently.") { new HelpOption(), new VersionOption() };
        for (var i = 0; i < Commands.Length; i++)
        {
            if (Commands[i].Name == first)
            {
                root.Add(Commands[i].Create());
                return root;
            }
        }

        for (var i = 0; i < Commands.Length; i++)
        {
            root.Add(Commands[i].Create());
        }

        return root;
    }

    public int Run()
    {
        using var interruption = new Interruption();
        try
        {
            var result = CreateRoot(args.FirstOrDefault()).Parse(args);
            if (result.Errors.Count > 0)
            {
                foreach (var error in result.Errors)
                {
                    StandardError.WriteLine($"datasetkit: {error.Message}");
                }

                StandardError.WriteLine($"datasetkit: see datasetkit {(result.CommandResult.Command.Parents.Any() is false ? string.Empty : result.CommandResult.Command.Name + " ")}--help");
                return ExitCode.Usage;
            }

            return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception fault)
        {
            return Faults.Report(fault, interruption);
        }
    }
}
