using System.CommandLine;
using DatasetKit.Cli.Terminal;

namespace DatasetKit.Cli.Commands;

/// <summary>Prints a code's own documentation.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var command = new Command("explain", "Explain a code such as DK9002; without a code, list all of them.");
        var code = new Argument<string?>("CODE") { Description = "The code", Arity = ArgumentArity.ZeroOrOne };
        command.Add(code);
        command.SetAction(result =>
        {
            if (result.GetValue(code) is not { } wanted)
            {
                StandardOutput.Write(Table.Of(Diagnostics.All.Select(d => (d.Code, d.Name))));
                return ExitCode.Clean;
            }

            var diagnostic = Diagnostics.Find(wanted.ToUpperInvariant())
                ?? throw new UsageException($"there is no code \"{wanted}\"; datasetkit explain lists all");
            StandardOutput.Write($"{diagnostic.Code} {diagnostic.Name} ({diagnostic.Severity.ToString().ToLowerInvariant()})\n\nWhat it finds\n  {diagnostic.What}\n{(diagnostic.Example is null ? string.Empty : $"\nExample\n  {diagnostic.Example.Replace("\n", "\n  ", StringComparison.Ordinal)}\n")}\nWhy it is bad\n  {diagnostic.Why}\n\nWhat to do\n  {diagnostic.Remedy}\n");
            return ExitCode.Clean;
        });
        return command;
    }
}
