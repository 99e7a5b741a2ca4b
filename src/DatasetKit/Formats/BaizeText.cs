using System.Text;

namespace DatasetKit.Formats;

/// <summary>A conversation in one text, as Baize's files hold it.</summary>
internal static class BaizeText
{
    private const string Preamble = "The conversation between human and AI assistant.\n";
    private const string Human = "[|Human|]";
    private const string Assistant = "[|AI|]";

    public static bool LooksLikeOne(Text text) => text.ToString() is var whole && whole.Contains(Human, StringComparison.Ordinal) && whole.Contains(Assistant, StringComparison.Ordinal);

    public static bool HasMarker(Text text) => text.ToString() is var whole && (whole.Contains(Human, StringComparison.Ordinal) || whole.Contains(Assistant, StringComparison.Ordinal));

    /// <summary>
    /// The turns of a text, each without the whitespace around it. What stands before the first is no turn, and a last question without an answer is none
    /// either. Null, with a reason, when the turns are not one of each side in turn.
    /// </summary>
    public static List<Message>? Read(string text, out string? why)
    {
        why = null;
        var messages = new List<Message>();
        var rounds = text.Split(Human);
        for (var i = 1; i < rounds.Length; i++)
        {
            var sides = rounds[i].Split(Assistant);
            if (sides.Length == 1 && (i == rounds.Length - 1 || string.IsNullOrWhiteSpace(rounds[i])))
            {
                continue;
            }

            if (sides.Length != 2)
            {
                why = $"question {i} has {sides.Length - 1} answers where one is expected";
                return null;
            }

            messages.Add(new Message(Role.User, Templates.TextEnds.Strip(sides[0])));
            messages.Add(new Message(Role.Assistant, Templates.TextEnds.Strip(sides[1])));
        }

        why = messages.Count == 0 ? $"the text has no {Human} followed by {Assistant}" : null;
        return messages.Count == 0 ? null : messages;
    }

    /// <summary>The text of turns, as most of Baize's records are spelled: an open question ends them.</summary>
    public static string Write(IReadOnlyList<Message> messages)
    {
        var text = new StringBuilder(Preamble);
        foreach (var message in messages)
        {
            text.Append(message.Role == Role.User ? Human : Assistant).Append(' ').Append(message.Content.ToString()).Append('\n');
        }

        return text.Append(Human).Append(' ').ToString();
    }
}
