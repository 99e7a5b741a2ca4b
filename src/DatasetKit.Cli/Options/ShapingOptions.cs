using System.CommandLine;

namespace DatasetKit.Cli.Options;

/// <summary>The options that shape raw records into examples.</summary>
internal sealed class ShapingOptions
{
    private readonly Option<string[]> _map = new("--map") { Description = "A field from a column (output=answer), a JSON path (output=/choices/0/message/content) or a composition (instruction={subject}\\n\\n{body}); may be repeated", HelpName = "target=column", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string[]> _set = new("--set") { Description = "A field that is the same in every example, for example category=faq; may be repeated", HelpName = "field=value" };
    private readonly Option<string?> _system = new("--system") { Description = "A system prompt for every example", HelpName = "TEXT" };
    private readonly Option<string?> _groupBy = new("--group-by") { Description = "One record holds one message; records with the same value here are one conversation", HelpName = "FIELD" };
    private readonly Option<string?> _role = new("--role") { Description = "With --group-by: the field that says who speaks", HelpName = "FIELD" };
    private readonly Option<string?> _content = new("--content") { Description = "With --group-by: the field that says what is said", HelpName = "FIELD" };
    private readonly Option<bool> _mergeSameRole = new("--merge-same-role") { Description = "Join messages of the same side that follow each other, with a blank line between them and a warning (DK1008)" };
    private readonly Option<bool> _escapeSpecial = new("--escape-special") { Description = "Break the spelling of special tokens in content with a space, </s> into < /s>, with a warning (DK2003)" };
    private readonly NumberOption _take = new("--take", 0, int.MaxValue) { Description = "Read only the first N examples" };

    public ShapingOptions(Command command)
    {
        foreach (Option option in (Option[])[_map, _set, _system, _groupBy, _role, _content, _mergeSameRole, _escapeSpecial, _take])
        {
            command.Add(option);
        }
    }

    public IReadOnlyList<string> Map(ParseResult result) => result.GetValue(_map) ?? [];

    public IReadOnlyList<string> Set(ParseResult result) => result.GetValue(_set) ?? [];

    public string? System(ParseResult result) => result.GetValue(_system);

    /// <summary>What is put right on request.</summary>
    public Dataset Repair(Dataset dataset, PromptTemplate? template, ParseResult result)
    {
        dataset = result.GetValue(_mergeSameRole) ? dataset.MergeSameRole() : dataset;
        return result.GetValue(_escapeSpecial) ? dataset.EscapeSpecialTokens(template) : dataset;
    }

    public int? Take(ParseResult result) => (int?)_take.Read(result);

    /// <summary>The three fields of a grouping; null when there is none.</summary>
    public (string Key, string Role, string Content)? Grouping(ParseResult result)
    {
        var (key, role, content) = (result.GetValue(_groupBy), result.GetValue(_role), result.GetValue(_content));
        return (key, role, content) switch
        {
            (null, null, null) => null,
            (not null, not null, not null) => (key, role, content),
            (null, _, _) => throw new UsageException("--role and --content belong to --group-by FIELD"),
            _ => throw new UsageException("--group-by needs --role FIELD and --content FIELD"),
        };
    }
}
