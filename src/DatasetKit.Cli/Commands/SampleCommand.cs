using System.CommandLine;
using DatasetKit.Cli.Options;

namespace DatasetKit.Cli.Commands;

/// <summary>Chooses examples at random.</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        var command = new Command("sample", """
            Keep so many examples, chosen at random; the same seed chooses the same.

            Examples:
              datasetkit sample train.jsonl --count 1000 -o small.jsonl
              datasetkit sample train.jsonl --count 1000 --seed 7 --shuffle -o small.jsonl
              datasetkit sample train.jsonl --shuffle -o shuffled.jsonl
            """);
        var options = new ChoosingOptions(command);
        var count = new Option<int?>("--count", "-n") { Description = "How many examples; all when left out", HelpName = "N" };
        var seed = new Option<long>("--seed") { Description = "Decides which are chosen, and their order", HelpName = "N", DefaultValueFactory = _ => 42 };
        var shuffle = new Option<bool>("--shuffle") { Description = "Write them in random order; in that of the input when left out" };
        command.Add(count);
        command.Add(seed);
        command.Add(shuffle);
        command.SetAction(result =>
        {
            var (wanted, isShuffled) = (result.GetValue(count), result.GetValue(shuffle));
            if (wanted < 0 || (wanted is null && !isShuffled))
            {
                throw new UsageException(wanted is null ? "say how many examples with --count, or --shuffle for all in random order" : "--count takes a number of examples, 0 or more");
            }

            var dataset = options.Dataset(result);
            dataset = wanted is { } number ? dataset.Sample(number, result.GetValue(seed)) : dataset;
            return Choosing.Write(isShuffled ? dataset.Shuffle(result.GetValue(seed)) : dataset, options, result);
        });
        return command;
    }
}
