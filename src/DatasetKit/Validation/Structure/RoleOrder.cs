using System.Globalization;

namespace DatasetKit.Validation;

/// <summary>DK1008: see <see cref="Diagnostic"/>.</summary>
internal sealed class RoleOrder() : ScanRule(Traits.UnusualRoles)
{
    public static readonly Diagnostic Fault = new(
        "DK1008",
        "role-order",
        Severity.Error,
        "Two messages of the same side follow each other: user after user, or assistant after assistant. Turns of tools may follow a call.",
        "Most chat templates assume that user and assistant alternate; some refuse the conversation, some drop a message.",
        "Join the messages, by hand or with --merge-same-role, or correct the role of one.")
    {
        Example = """{"messages": [{"role": "user", "content": "Hi."}, {"role": "user", "content": "Name a colour."}, {"role": "assistant", "content": "Red."}]}""",
    };

    public override Diagnostic Diagnostic => Fault;

    protected override void Check(ExampleScan scan, RuleContext check)
    {
        var turns = Turns.Of(scan.Example);
        Message? before = null;
        for (var i = 0; i < turns.Count; i++)
        {
            var turn = turns[i];
            if (turn.Role == Role.System)
            {
                continue;
            }

            // An assistant's turn after its own call lacks the result: DK6001 says so.
            if (before is not null && turn.Role == before.Role && turn.Role != Role.Tool && before.ToolCalls.Count == 0)
            {
                check.Report(Diagnostic, Turns.Field(scan.Example, i, "role"), string.Create(CultureInfo.InvariantCulture, $"two messages of the {Turns.Name(turn.Role)} follow each other; join them (--merge-same-role), or correct the role of one"));
            }

            before = turn;
        }

        // The instruction follows Alpaca's history as one more message of the user.
        if (scan.Example.Kind == ExampleKind.Instruct && before is { Role: Role.User })
        {
            check.Report(Diagnostic, "history", "the history ends with the user, and the instruction follows: two messages of the user; add the answer to the last pair");
        }
    }
}
