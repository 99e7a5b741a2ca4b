using System.CommandLine;
using DatasetKit.Cli.Options;

namespace DatasetKit.Cli.Commands;

/// <summary>From the reading and shaping options to a dataset.</summary>
internal static class Shaping
{
    public static Dataset Read(ReadingOptions reading, ShapingOptions shaping, ParseResult result, PromptTemplate? template = null) =>
        shaping.Repair(Open(reading, shaping, result), template, result);

    private static Dataset Open(ReadingOptions reading, ShapingOptions shaping, ParseResult result)
    {
        var inputs = result.GetValue(reading.Inputs)!;
        if (inputs.Contains("-") && !Console.IsInputRedirected)
        {
            Terminal.StandardError.WriteLine("datasetkit: reading records from the terminal; end with Ctrl+D, or name a file");
        }

        var mapping = FieldMapping.Parse(shaping.Map(result), shaping.Set(result), shaping.System(result));
        var options = reading.Read(result);
        if (shaping.Grouping(result) is not { } grouping)
        {
            return Dataset.Read(inputs, reading.Format(result), mapping, options);
        }

        if (shaping.Map(result).Count > 0 || reading.Format(result) is not null)
        {
            throw new UsageException("--group-by names the fields of the messages itself; leave --map and --from out");
        }

        var grouped = Dataset.ReadGrouped(inputs, grouping.Key, grouping.Role, grouping.Content, options);
        return mapping.IsEmpty ? grouped : grouped.Select(mapping.ApplyConstants);
    }
}
