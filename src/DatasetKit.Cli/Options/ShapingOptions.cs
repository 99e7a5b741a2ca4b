using System.CommandLine;

namespace DatasetKit.Cli.Options;

/// <summary>The options that shape raw records into examples.</summary>
internal sealed class ShapingOptions
{
    private readonly Option<string?> _system = new("--system") { Description = "A system prompt for every example", HelpName = "TEXT" };
    private readonly Option<int?> _take = new("--take") { Description = "Read only the first N examples", HelpName = "N" };

    public ShapingOptions(Command command)
    {
        command.Add(_system);
        command.Add(_take);
    }

    public string? System(ParseResult result) => result.GetValue(_system);

    public int? Take(ParseResult result) => result.GetValue(_take) switch
    {
        null => null,
        < 0 => throw new UsageException("--take takes a number of examples, 0 or more"),
        var count => count,
    };
}
