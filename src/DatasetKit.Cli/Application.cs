using System.CommandLine;
using System.CommandLine.Help;
using DatasetKit.Cli.Commands;
using DatasetKit.Cli.Terminal;

namespace DatasetKit.Cli;

/// <summary>The command line: one visible line for each command, one place where faults become exit codes.</summary>
internal sealed class Application(string[] args)
{
    /// <summary>All commands in the order of the help.</summary>
    public static IReadOnlyList<Func<Command>> Commands { get; } =
    [
        ConvertCommand.Create,
        DetectCommand.Create,
        ValidateCommand.Create,
        CountCommand.Create,
        RenderCommand.Create,
        DedupCommand.Create,
        SplitCommand.Create,
        MixCommand.Create,
        SampleCommand.Create,
        PackCommand.Create,
        RecipeCommand.Create,
        FormatsCommand.Create,
        TemplatesCommand.Create,
        TokenizersCommand.Create,
        ExplainCommand.Create,
    ];

    public static Command CreateRoot()
    {
        var root = new Command("datasetkit", "Builds instruction-tuning datasets: raw records in, training-ready JSON Lines out. Nothing is lost silently.") { new HelpOption(), new VersionOption() };
        foreach (var create in Commands)
        {
            root.Add(create());
        }

        return root;
    }

    public int Run()
    {
        using var interruption = new Interruption();
        try
        {
            var result = CreateRoot().Parse(args);
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
