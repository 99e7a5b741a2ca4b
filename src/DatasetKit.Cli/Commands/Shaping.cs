using System.CommandLine;
using DatasetKit.Cli.Options;

namespace DatasetKit.Cli.Commands;

/// <summary>From the reading and shaping options to a dataset.</summary>
internal static class Shaping
{
    public static Dataset Read(ReadingOptions reading, ShapingOptions shaping, ParseResult result)
    {
        var inputs = result.GetValue(reading.Inputs)!;
        if (inputs.Contains("-") && !Console.IsInputRedirected)
        {
            Terminal.StandardError.WriteLine("datasetkit: reading records from the terminal; end with Ctrl+D, or name a file");
        }

        var dataset = Dataset.Read(inputs, reading.Format(result), reading.Read(result));
        return shaping.System(result) is { } system ? dataset.Select(e => e.WithSystemPrompt(system)) : dataset;
    }
}
