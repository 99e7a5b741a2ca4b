using System.CommandLine;
using DatasetKit.Cli.Terminal;

namespace DatasetKit.Cli.Commands;

/// <summary>Lists the prompt templates.</summary>
internal static class TemplatesCommand
{
    public static Command Create()
    {
        var command = new Command("templates", "List the known prompt templates.");
        command.SetAction(_ =>
        {
            StandardOutput.Write(Table.Of(PromptTemplate.Known.Select(t => (t.Name, t.Description))));
            return ExitCode.Clean;
        });
        return command;
    }
}
