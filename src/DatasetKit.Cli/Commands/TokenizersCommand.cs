using System.CommandLine;
using DatasetKit.Cli.Terminal;

namespace DatasetKit.Cli.Commands;

/// <summary>Lists the tokenizers.</summary>
internal static class TokenizersCommand
{
    public static Command Create()
    {
        var command = new Command("tokenizers", "List the embedded tokenizers and the models that use them.");
        command.SetAction(_ =>
        {
            StandardOutput.Write(Table.Of(Tokenizer.Known.Select(t => (t.Name, $"{t.Description}; also named {string.Join(", ", t.Models)}"))));
            return ExitCode.Clean;
        });
        return command;
    }
}
