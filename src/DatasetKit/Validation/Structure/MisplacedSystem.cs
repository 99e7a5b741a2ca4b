namespace DatasetKit.Validation;

/// <summary>DK1012: see <see cref="Diagnostic"/>.</summary>
internal sealed class MisplacedSystem() : ScanRule(Traits.UnusualRoles)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK1012",
        "misplaced-system",
        Severity.Error,
        "A system message stands after the first message, or there are two system prompts.",
        "Most chat templates allow one, at the start; others drop or refuse it.",
        "Join the system prompts at the start.")
    {
        Example = """{"messages": [{"role": "user", "content": "Name a colour."}, {"role": "system", "content": "Be short."}, {"role": "assistant", "content": "Red."}]}""",
    };

    protected override void Check(ExampleScan scan, RuleContext check)
    {
        var turns = Turns.Of(scan.Example);
        for (var i = 0; i < turns.Count; i++)
        {
            if (turns[i].Role != Role.System)
            {
                continue;
            }

            if (i > 0)
            {
                check.Report(Diagnostic, Turns.Field(scan.Example, i), "a system message stands after the first message; join the system prompts at the start");
            }
            else if (scan.Example.System.HasValue)
            {
                check.Report(Diagnostic, Turns.Field(scan.Example, i), "the record has a system prompt of its own and a system message; join them");
            }
        }
    }
}
