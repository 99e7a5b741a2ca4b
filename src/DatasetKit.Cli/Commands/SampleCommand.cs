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
        var count = new NumberOption("--count", 0, int.MaxValue, "-n") { Description = "How many examples; all when left out" };
        var seed = new NumberOption("--seed", long.MinValue, long.MaxValue) { Description = "Decides which are chosen, and their order", Default = 42 };
        var shuffle = new Option<bool>("--shuffle") { Description = "Write them in random order; in that of the input when left out" };
        command.Add(count);
        command.Add(seed);
        command.Add(shuffle);
        command.SetAction(result =>
        {
            var (wanted, isShuffled, number) = ((int?)count.Read(result), result.GetValue(shuffle), seed.Read(result)!.Value);
            if (wanted is null && !isShuffled)
            {
                throw new UsageException("say how many examples with --count, or --shuffle for all in random order");
            }

            var dataset = options.Dataset(result);
            dataset = wanted is { } size ? dataset.Sample(size, number) : dataset;
            return Choosing.Write(isShuffled ? dataset.Shuffle(number) : dataset, options, result);
        });
        return command;
    }
}
