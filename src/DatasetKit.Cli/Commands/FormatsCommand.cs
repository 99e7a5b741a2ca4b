using System.CommandLine;
using DatasetKit.Cli.Terminal;

namespace DatasetKit.Cli.Commands;

/// <summary>Lists the record formats.</summary>
internal static class FormatsCommand
{
    public static Command Create()
    {
        var command = new Command("formats", "List the record formats that can be read and written.");
        command.SetAction(_ =>
        {
            StandardOutput.Write(Table.Of(RecordFormat.Known.Select(f => (f.Name, f.Description))));
            return ExitCode.Clean;
        });
        return command;
    }
}
