using System.CommandLine;

namespace DatasetKit.Cli.Options;

/// <summary>The options that choose rules.</summary>
internal sealed class RuleOptions
{
    private readonly Option<string?> _select = new("--select") { Description = "Only the rules whose codes begin so, for example DK1,DK2003", HelpName = "CODES" };
    private readonly Option<string?> _ignore = new("--ignore") { Description = "Leave out the rules whose codes begin so", HelpName = "CODES" };
    private readonly Option<string> _failOn = new("--fail-on") { Description = "The severity from which findings make the exit code 1", HelpName = "error|warning", DefaultValueFactory = _ => "error" };

    public RuleOptions(Command command)
    {
        _failOn.AcceptOnlyFromAmong("error", "warning");
        foreach (Option option in (Option[])[_select, _ignore, _failOn])
        {
            command.Add(option);
        }
    }

    public RuleSet Rules(ParseResult result)
    {
        var rules = RuleSet.Default;
        rules = result.GetValue(_select) is { } select ? rules.Select(select) : rules;
        return result.GetValue(_ignore) is { } ignore ? rules.Ignore(ignore) : rules;
    }

    /// <summary>0 or 1: whether findings of the chosen severity were made.</summary>
    public int ExitCodeOf(BuildReport report, ParseResult result)
    {
        var threshold = result.GetValue(_failOn) == "warning" ? Severity.Warning : Severity.Error;
        return report.Ledger.Rejected > 0 || report.Findings.Any(f => f.Severity >= threshold) ? ExitCode.Findings : ExitCode.Clean;
    }
}
