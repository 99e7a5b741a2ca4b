using System.Globalization;

namespace DatasetKit.Recipes.Flan;

/// <summary>How Flan writes the options of a question in training: a beginning, a name before each, an end, each drawn at random (google-research/FLAN:flan/v2/preprocessors.py, constants.py).</summary>
internal static class OptionStyles
{
    /// <summary>More options than this have no names.</summary>
    public const int MostOptions = 26;

    private static readonly string[] s_roman =
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi", "xxii", "xxiii", "xxiv", "xxv", "xxvi"];

    private static readonly string[] s_bullets =
    [
        "\n - ", "\n -", "\n -- ", "\n --", "\n + ", "\n +", "\n * ", "\n *", "\n- ", "\n+ ", "\n* ", "\n[-] ", "\n[+] ",
        " - ", " -- ", " + ", " * ", " -", " --", " +", " *", " [+] ", " [-] ",
    ];

    /// <summary>What stands before the options.</summary>
    public static IReadOnlyList<string> Starts { get; } =
    [
        "", "OPTIONS:", "Possible answers:", "Available choices:", "Options:", "OPT:", "Choose from:", "Choose your answer from:", "Available options:", "Options are:", "Choices:",
        "Pick your answer from:", "Select from:", "Pick from:", "Select from the following.", "pick from the following.",
    ];

    /// <summary>The names of the options, one list a style; several styles stand there twice, as in the original, so that they are drawn more often.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Names { get; } = [.. s_bullets.Select(bullet => Style(bullet, _ => string.Empty)), .. Romans(), .. Counted(), .. Counted()];

    /// <summary>What stands behind the options.</summary>
    public static IReadOnlyList<string> Ends { get; } = ["", ";", "."];

    /// <summary>Writes options in a random style.</summary>
    /// <param name="options">The options, at most 26.</param>
    /// <param name="answer">The right one.</param>
    /// <param name="random">Draws the style.</param>
    /// <returns>The text, and the answer: the option's name where the names tell the options apart and the answer is one of them.</returns>
    public static (string Text, string Answer) Write(IReadOnlyList<string> options, string answer, Random random)
    {
        var (start, names, end) = (Starts[random.Next(Starts.Count)], Names[random.Next(Names.Count)], Ends[random.Next(Ends.Count)]);
        var at = options.ToList().IndexOf(answer);
        var named = at >= 0 && names[0] != names[1] ? names[at].Trim() : answer;
        return (start + string.Concat(options.Select((option, i) => names[i] + option)) + end, named);
    }

    private static IEnumerable<IReadOnlyList<string>> Romans()
    {
        foreach (var upper in (bool[])[false, true])
        {
            foreach (var form in (string[])[" {0}. ", " [{0}] ", " ({0}) ", " ({0}). ", "\n{0}. ", "\n[{0}] ", "\n({0}) ", "\n({0}). "])
            {
                yield return Style(form, i => upper ? s_roman[i].ToUpperInvariant() : s_roman[i]);
            }
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Counted()
    {
        foreach (var form in (string[])["\n[{0}]. ", "\n({0}). ", "\n{0}). ", "\n ({0}). ", "\n {0}). ", " ({0}). ", " {0}). ", " {0}. "])
        {
            yield return Style(form, i => ((char)('a' + i)).ToString());
            yield return Style(form, i => ((char)('A' + i)).ToString());
            yield return Style(form, i => (i + 1).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string[] Style(string form, Func<int, string> name) => [.. Enumerable.Range(0, MostOptions).Select(i => form.Replace("{0}", name(i), StringComparison.Ordinal))];
}
