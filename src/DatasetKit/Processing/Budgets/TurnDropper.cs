using System.Globalization;

namespace DatasetKit.Processing;

/// <summary>Leaves out the oldest rounds. A round begins with a user message that follows another role; what stands before the first is kept when it is the system's.</summary>
internal sealed class TurnDropper(TokenCounter counter, int limit) : Shortener(counter, limit)
{
    public override Shortened Shorten(Example example, TokenCount count)
    {
        if (example.Kind == ExampleKind.PlainText)
        {
            return Refuse("a plain text has no turns to leave out; split it, or choose --when-over truncate");
        }

        var turns = Turns(example);
        var head = 0;
        while (head < turns.Count && turns[head].Role == Role.System)
        {
            head++;
        }

        var starts = Starts(turns, head, lastIsApart: example.Kind != ExampleKind.Chat);
        if (starts.Count == 0)
        {
            return Refuse("there is no round before the last one to leave out");
        }

        // Fewest first by halves: a conversation may have thousands of rounds, and counting each is counting the whole again.
        var (low, high) = (0, starts.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Count(Without(example, turns, head, starts[middle])).Total <= Limit ? (low, middle) : (middle + 1, high);
        }

        // Tokens may join where rounds meet, so counts need not fall with every round: look on from there.
        for (; low < starts.Count; low++)
        {
            var shorter = Without(example, turns, head, starts[low]);
            var tokens = Count(shorter);
            if (tokens.Problem is null && tokens.Total <= Limit)
            {
                return new Shortened(shorter, tokens, string.Create(CultureInfo.InvariantCulture, $"the oldest {low + 1} of {starts.Count + 1} rounds"));
            }
        }

        return Refuse(string.Create(CultureInfo.InvariantCulture, $"the system message and the last round alone have {Count(Without(example, turns, head, starts[^1])).Total}"));
    }

    private TokenCount Count(Example example) => Counter.Count(example);

    /// <summary>What the system says between the rounds that go stays: it may hold for those that stay.</summary>
    private static Example Without(Example example, IReadOnlyList<Message> turns, int head, int from) =>
        WithTurns(example, [.. turns.Take(head), .. turns.Take(from).Skip(head).Where(turn => turn.Role == Role.System), .. turns.Skip(from)]);

    /// <summary>Where what is kept may begin: at each round but the first.</summary>
    private static List<int> Starts(IReadOnlyList<Message> turns, int head, bool lastIsApart)
    {
        var starts = new List<int>();
        for (var i = head + 1; i < turns.Count; i++)
        {
            if (turns[i].Role == Role.User && turns[i - 1].Role != Role.User)
            {
                starts.Add(i);
            }
        }

        if (lastIsApart && turns.Count > head)
        {
            starts.Add(turns.Count);
        }

        return starts;
    }
}
