using System.CommandLine;

namespace DatasetKit.Cli.Options;

/// <summary>The options of the commands that choose among records and change none: they write each record as it was read, unless a format is named.</summary>
internal sealed class ChoosingOptions
{
    private readonly Option<string?> _to = new("--to") { Description = "The format to write; each record as it was read when left out", HelpName = "FORMAT" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the report as one JSON object on standard output" };

    public ChoosingOptions(Command command, bool severalOutputs = false)
    {
        Reading = new ReadingOptions(command);
        command.Add(_to);
        Writing = new WritingOptions(command, severalOutputs);
        command.Add(_json);
    }

    public ReadingOptions Reading { get; }

    public WritingOptions Writing { get; }

    public Dataset Dataset(ParseResult result) => DatasetKit.Dataset.Read(result.GetValue(Reading.Inputs)!, Reading.Format(result), Reading.Read(result));

    public RecordFormat Target(ParseResult result) => result.GetValue(_to) is { } name ? ReadingOptions.FormatNamed(name) : Processing.VerbatimFormat.Instance;

    public bool Json(ParseResult result) => result.GetValue(_json);

    /// <summary>A key that was named by its fields.</summary>
    public static ExampleKey? Key(string? fields, string option)
    {
        if (fields is null)
        {
            return null;
        }

        try
        {
            return ExampleKey.Fields(fields);
        }
        catch (ArgumentException fault)
        {
            throw new UsageException($"{option} takes field names with commas between them: {fault.Message}");
        }
    }
}
