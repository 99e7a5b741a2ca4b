using System.CommandLine;
using DatasetKit.Cli.Options;
using DatasetKit.Cli.Terminal;
using DatasetKit.Reports;

namespace DatasetKit.Cli.Commands;

/// <summary>Lists the embedded tokenizers, or says what is in a tokenizer's file.</summary>
internal static class TokenizersCommand
{
    public static Command Create()
    {
        var command = new Command("tokenizers", """
            List the embedded tokenizers and the models that use them, or say what is in one, or in a tokenizer's file or a model's folder.

            Examples:
              datasetkit tokenizers
              datasetkit tokenizers llama3/tokenizer.json
              datasetkit tokenizers gpt-4o --json
            """);
        var name = new Argument<string?>("TOKENIZER") { Description = "A name or model, a tokenizer's file, or a model's folder; all embedded ones are listed when left out", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "Print the same as one JSON object" };
        command.Add(name);
        command.Add(json);
        command.SetAction(result =>
        {
            StandardOutput.Write((result.GetValue(name), result.GetValue(json)) switch
            {
                (null, false) => Table.Of(Tokenizer.Known.Select(t => (t.Name, $"{t.Description}; also named {string.Join(", ", t.Models)}"))),
                (null, true) => TokenizerJson.OfKnown(),
                ({ } given, false) => Details(TokenOptions.Load(given)),
                ({ } given, true) => TokenizerJson.Of(TokenOptions.Load(given)),
            });
            return ExitCode.Clean;
        });
        return command;
    }

    private static string Details(Tokenizer tokenizer) =>
        Table.Of(tokenizer.Details.Select(detail => (detail.Section, detail.Text)).Prepend(("tokenizer", tokenizer.Name)));
}
