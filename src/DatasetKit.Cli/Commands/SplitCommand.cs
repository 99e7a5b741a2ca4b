using System.CommandLine;
using System.Globalization;
using DatasetKit.Cli.Options;

namespace DatasetKit.Cli.Commands;

/// <summary>Divides records among several outputs.</summary>
internal static class SplitCommand
{
    private const int MostParts = 256;

    public static Command Create()
    {
        var command = new Command("split", """
            Divide records among several outputs at random; the same seed divides alike. All outputs appear, or none.

            Examples:
              datasetkit split all.jsonl --ratio 90,10 -o train.jsonl -o validation.jsonl
              datasetkit split all.jsonl --ratio 8,1,1 --shuffle -o train.jsonl -o validation.jsonl -o test.jsonl
              datasetkit split chats.jsonl --ratio 95,5 --group-by user -o train.jsonl -o test.jsonl
              datasetkit split all.jsonl --ratio 90,10 --stratify category -o train.jsonl -o test.jsonl
            """);
        var options = new ChoosingOptions(command, severalOutputs: true);
        var ratio = new Option<string>("--ratio") { Description = "The parts in relation to each other, with commas between them, one for each -o", HelpName = "N,N", Required = true };
        var seed = new NumberOption("--seed", long.MinValue, long.MaxValue) { Description = "Decides which records go where, and their order", Default = 42 };
        var shuffle = new Option<bool>("--shuffle") { Description = "Write each part in random order; in that of the input when left out" };
        var groupBy = new Option<string?>("--group-by") { Description = "Records with the same value of this field go to the same part", HelpName = "FIELD" };
        var stratify = new Option<string?>("--stratify") { Description = "Each value of this field has the same share in every part", HelpName = "FIELD" };
        foreach (Option option in (Option[])[ratio, seed, shuffle, groupBy, stratify])
        {
            command.Add(option);
        }

        command.SetAction(result =>
        {
            var outputs = options.Writing.Outputs(result);
            var parts = Ratios(result.GetValue(ratio)!, outputs);
            var splitting = new SplitOptions
            {
                Seed = seed.Read(result)!.Value,
                Shuffle = result.GetValue(shuffle),
                GroupBy = ChoosingOptions.Key(result.GetValue(groupBy), groupBy.Name),
                StratifyBy = ChoosingOptions.Key(result.GetValue(stratify), stratify.Name),
            };
            if (splitting is { GroupBy: not null, StratifyBy: not null })
            {
                throw new UsageException("groups that stay together cannot be divided alike: use --group-by or --stratify");
            }

            var splits = options.Dataset(result).Split(outputs, parts, splitting);
            return Choosing.Run(outputs, options, result, (writing, watcher) => splits.Write(outputs, options.Target(result), writing, watcher, Interruption.Token));
        });
        return command;
    }

    private static double[] Ratios(string text, IReadOnlyList<string> outputs)
    {
        var words = text.Split(',');
        var parts = new double[words.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = double.TryParse(words[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw new UsageException($"--ratio takes numbers above 0 with commas between them, for example 90,10, not \"{text}\"");
        }

        return parts.Length == outputs.Count && parts.Length <= MostParts
            ? parts
            : throw new UsageException(parts.Length > MostParts ? $"--ratio takes at most {MostParts} parts" : $"--ratio has {parts.Length} parts and there are {outputs.Count} outputs; name one -o for each part");
    }
}
