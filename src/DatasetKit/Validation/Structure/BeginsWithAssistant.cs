namespace DatasetKit.Validation;

/// <summary>DK1011: see <see cref="Diagnostic"/>.</summary>
internal sealed class BeginsWithAssistant() : ScanRule(Traits.UnusualRoles)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK1011",
        "begins-with-assistant",
        Severity.Error,
        "The first message after the system prompt is not the user's.",
        "It answers nothing; many chat templates refuse such a conversation.",
        "Cut it off, or add the question before it.")
    {
        Example = """{"messages": [{"role": "assistant", "content": "How can I help?"}, {"role": "user", "content": "Name a colour."}, {"role": "assistant", "content": "Red."}]}""",
    };

    protected override void Check(ExampleScan scan, RuleContext check)
    {
        var turns = Turns.Of(scan.Example);
        for (var i = 0; i < turns.Count; i++)
        {
            if (turns[i].Role == Role.System)
            {
                continue;
            }

            if (turns[i].Role != Role.User)
            {
                check.Report(Diagnostic, Turns.Field(scan.Example, i), $"the first message is the {Turns.Name(turns[i].Role)}'s; cut it off, or add the question before it");
            }

            return;
        }
    }
}
