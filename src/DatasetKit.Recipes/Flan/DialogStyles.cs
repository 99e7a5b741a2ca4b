using System.Text;

namespace DatasetKit.Recipes.Flan;

/// <summary>How Flan shows the turns of two people: a beginning, a name before each turn, an end after it, and the name of who speaks next (google-research/FLAN:flan/v2/preprocessors.py, templates.py).</summary>
internal static class DialogStyles
{
    private static readonly string[] s_signs =
    [
        "\n - ", "\n -", "\n -- ", "\n --", "\n + ", "\n +", "\n * ", "\n *", "\n- ", "\n+ ", "\n* ", "\n[-] ", "\n[+] ",
        " - ", " -- ", " + ", " * ", " -", " --", " +", " *", " [+] ", " [-] ",
    ];

    private static readonly (string First, string Second)[] s_pairs =
    [
        ("\n  A. ", "\n  B. "), ("\nA. ", "\nB. "), ("\n[A]. ", "\n[B]. "), ("\n[1]. ", "\n[2]. "), ("\n[a]. ", "\n[b]. "), ("\n(A) ", "\n(B) "), ("\n(1) ", "\n(2) "), ("\n[a]. ", "\n[b]. "),
        ("\n[x]. ", "\n[y]. "), ("\nSpeaker 1: ", "\nSpeaker 2: "), ("\nSpeaker A: ", "\nSpeaker B: "), ("\nPerson 1: ", "\nPerson 2: "), ("\nPerson A: ", "\nPerson B: "),
        ("\nSpeaker 1) ", "\nSpeaker 2) "), ("\nSpeaker A) ", "\nSpeaker B) "), ("\nPerson 1) ", "\nPerson 2) "), ("\nPerson A) ", "\nPerson B) "), ("\nAnonymous 1) ", "\nAnonymous 2) "),
        ("\nAnonymous A) ", "\nAnonymous B) "), ("\n  Person 1) ", "\n  Person 2) "), ("\n Person A) ", "\n Person B) "), ("\n Anonymous 1) ", "\n Anonymous 2) "), ("\n  Anonymous A) ", "\n  Anonymous B) "),
        ("\nPerson X: ", "\nPerson Y: "), ("\nSpeaker X) ", "\nSpeaker Y) "), ("\nP1: ", "\nP2: "), ("\n P1) ", "\n P2) "),
    ];

    /// <summary>What stands before the turns.</summary>
    public static IReadOnlyList<string> Starts { get; } =
    [
        "", "DIALOG:", "Dialog:", "CONVERSATION:", "Conversation:", "Convo:", "Read the following conversation:", "A 2 person conversation:", "A 2 person dialog:", "A dialog between 2 people:",
        "See the 2 person dialog:", "Conversation transcript:", "Phone call:", "2-way dialog:",
    ];

    /// <summary>The same as the original has it: two of them are one, because a comma is missing.</summary>
    public static IReadOnlyList<string> FusedStarts { get; } = [.. Starts.Take(3), Starts[3] + Starts[4], .. Starts.Skip(5)];

    /// <summary>The names of the two who speak, one pair a style; the same sign for both in the first ones.</summary>
    public static IReadOnlyList<(string First, string Second)> Names { get; } = [.. s_signs.Select(sign => (sign, sign)), .. s_pairs];

    /// <summary>What stands after each turn.</summary>
    public static IReadOnlyList<string> Ends { get; } = FlanOptions.Ends;

    /// <summary>The turns in the one way of evaluation.</summary>
    public static string Format(IReadOnlyList<string> turns) => "DIALOG:\n" + string.Join("\n- ", turns) + "\n- ";

    /// <summary>The turns in a way that is drawn, with the name of who speaks next at the end.</summary>
    /// <param name="turns">The turns.</param>
    /// <param name="starts">One of the two lists of beginnings.</param>
    /// <param name="random">Draws.</param>
    public static string Draw(IReadOnlyList<string> turns, IReadOnlyList<string> starts, Random random)
    {
        var (start, (first, second), end) = (starts[random.Next(starts.Count)], Names[random.Next(Names.Count)], Ends[random.Next(Ends.Count)]);
        var text = new StringBuilder(start);
        for (var i = 0; i < turns.Count; i++)
        {
            text.Append(i % 2 == 0 ? first : second).Append(turns[i]).Append(end);
        }

        return text.Append(turns.Count % 2 == 0 ? first : second).ToString();
    }
}
