using System.Globalization;

namespace DatasetKit.Validation;

/// <summary>DK1009: see <see cref="Diagnostic"/>.</summary>
internal sealed class NoAssistant() : ScanRule(Traits.UnusualRoles)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK1009",
        "no-assistant",
        Severity.Error,
        "A conversation has no message of the assistant.",
        "Only the assistant's words are trained: there is nothing to learn.",
        "Leave the record out, or correct the roles.")
    {
        Example = """{"messages": [{"role": "user", "content": "Name a colour."}]}""",
    };

    protected override void Check(ExampleScan scan, RuleContext check)
    {
        var example = scan.Example;
        if (example.Kind != ExampleKind.Chat || example.Completions.Count > 0 || (scan.Purpose != ExamplePurpose.Training && example.OwnMessages.Count > 0))
        {
            return;
        }

        var turns = example.OwnMessages;
        for (var i = 0; i < turns.Count; i++)
        {
            if (turns[i].Role == Role.Assistant)
            {
                return;
            }
        }

        check.Report(Diagnostic, "/messages", turns.Count == 0
            ? "the conversation has no messages; leave the record out"
            : string.Create(CultureInfo.InvariantCulture, $"none of {turns.Count} messages is the assistant's, so nothing would be trained; correct the roles, or leave the record out"));
    }
}
