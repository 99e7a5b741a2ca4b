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

        var mapping = FieldMapping.Parse(shaping.Map(result), shaping.Set(result), shaping.System(result));
        var format = reading.Format(result);
        var options = reading.Read(result);
        return shaping.Grouping(result) is { } grouping
            ? Dataset.ReadGrouped(inputs, new MessageGrouping(grouping.Key, grouping.Role, grouping.Content), mapping, options)
            : Dataset.Read(inputs, format, mapping, options);
    }
}
