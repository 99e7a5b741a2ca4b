namespace DatasetKit.Validation;

/// <summary>DK1010: see <see cref="Diagnostic"/>.</summary>
internal sealed class EndsWithUser() : ScanRule(Traits.UnusualRoles)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK1010",
        "ends-with-user",
        Severity.Error,
        "The last message is not the assistant's. A prompt whose answers are compared or are still to be given may end so.",
        "The last question has no answer; a trainer drops it or trains on a header without content.",
        "Add the answer, or cut the last message off.")
    {
        Example = """{"messages": [{"role": "user", "content": "Hi."}, {"role": "assistant", "content": "Hello."}, {"role": "user", "content": "Bye."}]}""",
    };

    protected override void Check(ExampleScan scan, RuleContext check)
    {
        var example = scan.Example;
        var turns = example.OwnMessages;
        if (turns.Count > 0 && example.Completions.Count == 0 && scan.Purpose == ExamplePurpose.Training && turns[^1].Role is var role and not Role.Assistant)
        {
            check.Report(Diagnostic, Turns.Field(example, turns.Count - 1), $"the last message is the {Turns.Name(role)}'s and has no answer; cut it off, or add the answer");
        }
    }
}
