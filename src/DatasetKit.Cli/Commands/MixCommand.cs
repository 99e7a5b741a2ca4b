using System.CommandLine;
using System.Globalization;
using DatasetKit.Cli.Options;

namespace DatasetKit.Cli.Commands;

/// <summary>Mixes datasets.</summary>
internal static class MixCommand
{
    public static Command Create()
    {
        var command = new Command("mix", """
            Mix datasets in the relation of their weights, shuffled; the same seed gives the same mixture.

            Examples:
              datasetkit mix flan.jsonl=0.7 chats.jsonl=0.3 -o mixture.jsonl
              datasetkit mix flan.jsonl=0.7 chats.jsonl=0.3 --until all -o mixture.jsonl
              datasetkit mix a.jsonl b.jsonl --cap 30000 -o mixture.jsonl
            """);
        var options = new ChoosingOptions(command);
        var until = new Option<string>("--until") { Description = "When the mixture is complete: first, when a source has no more (none is used twice), or all, when each was used up (small ones repeat)", HelpName = "first|all", DefaultValueFactory = _ => "first" };
        var total = new NumberOption("--total", 0, long.MaxValue) { Description = "Examples in the mixture; sources that have too few repeat" };
        var cap = new NumberOption("--cap", 0, long.MaxValue) { Description = "Examples of one source that count at most" };
        var seed = new NumberOption("--seed", long.MinValue, long.MaxValue) { Description = "Decides which examples are taken, and their order", Default = 42 };
        until.AcceptOnlyFromAmong("first", "all");
        foreach (Option option in (Option[])[until, total, cap, seed])
        {
            command.Add(option);
        }

        command.SetAction(result =>
        {
            var reading = options.Reading;
            MixSource[] sources = [.. result.GetValue(reading.Inputs)!.Select(Parse).Select(source =>
                new MixSource(Dataset.Read([source.Path], reading.Format(result), reading.Read(result)), source.Weight) { Cap = cap.Read(result) })];
            if (sources.Any(source => source.Weight is null) && sources.Any(source => source.Weight is not null))
            {
                throw new UsageException("give all inputs a weight (FILE=0.3), or none");
            }

            var mixing = new MixOptions
            {
                Seed = seed.Read(result)!.Value,
                Until = result.GetValue(until) == "all" ? MixUntil.AllExhausted : MixUntil.FirstExhausted,
                Total = total.Read(result),
            };
            return Choosing.Write(Dataset.Mix(sources, mixing), options, result);
        });
        return command;
    }

    /// <summary>FILE or FILE=WEIGHT. A file whose name ends so is meant when it exists.</summary>
    private static (string Path, double? Weight) Parse(string input)
    {
        var at = input.LastIndexOf('=');
        if (at <= 0 || File.Exists(input))
        {
            return (input, null);
        }

        return double.TryParse(input.AsSpan(at + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) && weight > 0
            ? (input[..at], weight)
            : throw new UsageException($"the weight in \"{input}\" must be a number above 0, for example {input[..at]}=0.3");
    }
}
