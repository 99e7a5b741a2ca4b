using System.CommandLine;
using DatasetKit.Cli.Options;

namespace DatasetKit.Cli.Commands;

/// <summary>Leaves out examples that are there already.</summary>
internal static class DedupCommand
{
    public static Command Create()
    {
        var command = new Command("dedup", """
            Keep the first example of each prompt and leave out the others; what is kept keeps its order and its bytes.

            Examples:
              datasetkit dedup train.jsonl -o unique.jsonl
              datasetkit dedup a.jsonl b.jsonl --key texts -o unique.jsonl
              datasetkit dedup train.jsonl --key /meta/url -o unique.jsonl
            """);
        var options = new ChoosingOptions(command);
        var key = new Option<string>("--key") { Description = "What is compared: prompt, texts, instruction, input, output, system, category, id, or a field of the metadata; with commas between several", HelpName = "FIELDS", DefaultValueFactory = _ => "prompt" };
        command.Add(key);
        command.SetAction(result => Choosing.Write(options.Dataset(result).Deduplicate(ChoosingOptions.Key(result.GetValue(key), key.Name)), options, result));
        return command;
    }
}
