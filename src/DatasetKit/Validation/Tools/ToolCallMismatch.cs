namespace DatasetKit.Validation;

/// <summary>DK6001: see <see cref="Diagnostic"/>.</summary>
internal sealed class ToolCallMismatch() : ScanRule(Traits.ToolTurns)
{
    public override Diagnostic Diagnostic { get; } = new(
        "DK6001",
        "tool-call-mismatch",
        Severity.Error,
        "A tool call has no result, a result has no call, or two calls have the same id. The last message may call a tool without a result: the call is what is trained.",
        "Chat templates and providers refuse such a conversation, or show a result to the wrong call.",
        "Add the missing message, correct the id, or leave the record out.")
    {
        Example = """{"messages": [{"role": "user", "content": "Weather?"}, {"role": "tool", "tool_call_id": "c1", "content": "rain"}, {"role": "assistant", "content": "It rains."}]}""",
    };

    protected override void Check(ExampleScan scan, RuleContext check)
    {
        var example = scan.Example;
        var turns = Turns.Of(example);
        var open = new List<Text>();
        var ids = new HashSet<Text>();
        var (anonymous, calling) = (0, -1);
        for (var i = 0; i < turns.Count; i++)
        {
            var turn = turns[i];
            if (turn.Role == Role.Tool)
            {
                anonymous = Close(turn, i, open, anonymous, calling, example, check);
                continue;
            }

            Leave(open, anonymous, calling, example, check);
            (anonymous, calling) = (0, turn.ToolCalls.Count > 0 ? i : -1);
            for (var j = 0; j < turn.ToolCalls.Count; j++)
            {
                var id = turn.ToolCalls[j].Id;
                if (id.IsEmpty)
                {
                    anonymous++;
                    continue;
                }

                open.Add(id);
                if (!ids.Add(id))
                {
                    check.Report(Diagnostic, Turns.Field(example, i, "tool_calls"), $"the call id \"{Excerpt.Of(id)}\" was given to an earlier call; give each call an id of its own");
                }
            }
        }

        if (calling != turns.Count - 1)
        {
            Leave(open, anonymous, calling, example, check);
        }
    }

    /// <summary>A result arrives.</summary>
    /// <returns>How many calls without an id still wait. One result may answer all of them (ShareGPT joins results).</returns>
    private int Close(Message result, int index, List<Text> open, int anonymous, int calling, Example example, RuleContext check)
    {
        var id = result.ToolCallId;
        if (calling < 0)
        {
            check.Report(Diagnostic, Turns.Field(example, index), "a tool's result stands where no tool was called; add the call before it, or remove it");
        }
        else if (!id.IsEmpty && open.Count > 0)
        {
            if (!open.Remove(id))
            {
                check.Report(Diagnostic, Turns.Field(example, index, "tool_call_id"), $"the result answers \"{Excerpt.Of(id)}\", but the open calls are {string.Join(", ", open.Select(call => $"\"{Excerpt.Of(call)}\""))}; correct the id");
            }
        }
        else if (!id.IsEmpty && anonymous == 0)
        {
            check.Report(Diagnostic, Turns.Field(example, index, "tool_call_id"), $"the result answers \"{Excerpt.Of(id)}\", and all calls have their result already; remove it, or correct the id");
        }
        else
        {
            open.Clear();
        }

        return id.IsEmpty ? 0 : Math.Max(0, anonymous - 1);
    }

    private void Leave(List<Text> open, int anonymous, int calling, Example example, RuleContext check)
    {
        foreach (var id in open)
        {
            check.Report(Diagnostic, Turns.Field(example, calling, "tool_calls"), $"the call \"{Excerpt.Of(id)}\" has no result; add the tool's message, or remove the call");
        }

        if (anonymous > 0)
        {
            check.Report(Diagnostic, Turns.Field(example, calling, "tool_calls"), "the call has no result; add the tool's message, or remove the call");
        }

        open.Clear();
    }
}
