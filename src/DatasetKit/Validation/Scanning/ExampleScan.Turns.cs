namespace DatasetKit.Validation;

/// <summary>Whether the roles of a conversation need a closer look.</summary>
internal sealed partial class ExampleScan
{
    private void LookAtTurns(Example example, IReadOnlyList<Message> turns, TextList list)
    {
        var unusual = false;
        var tools = false;
        var expected = Role.User;
        for (var i = 0; i < turns.Count; i++)
        {
            var turn = turns[i];
            if (turn.Role == Role.System)
            {
                unusual |= i > 0 || example.System.HasValue;
            }
            else
            {
                unusual |= turn.Role != expected;
                expected = turn.Role == Role.User ? Role.Assistant : Role.User;
                tools |= turn.Role == Role.Tool || turn.ToolCalls.Count > 0;
            }

            LookAtTurn(turn, list, i);
        }

        // Those who end on the assistant have the user expected next; an answer to be compared stands elsewhere.
        unusual |= turns.Count == 0 || expected != (example.Completions.Count > 0 && list == TextList.Messages ? Role.Assistant : Role.User);
        Traits |= (unusual ? Traits.UnusualRoles : Traits.None) | (tools ? Traits.ToolTurns : Traits.None);
    }
}
