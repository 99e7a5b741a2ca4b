using DatasetKit.Internals;
using DatasetKit.Templates;

namespace DatasetKit;

/// <summary>
/// How the Flan Collection shows the answers to choose from: always in one way, or in one of many by chance
/// (google-research/FLAN, flan/v2/preprocessors.py and templates.py).
/// </summary>
public static class FlanOptions
{
    /// <summary>So many options can be told apart by a letter: 26.</summary>
    public const int MostOptions = 26;

    /// <summary>The texts before the options, of which one is drawn: 16.</summary>
    public static IReadOnlyList<string> Starts { get; } =
    [
        "", "OPTIONS:", "Possible answers:", "Available choices:", "Options:", "OPT:", "Choose from:", "Choose your answer from:", "Available options:",
        "Options are:", "Choices:", "Pick your answer from:", "Select from:", "Pick from:", "Select from the following.", "pick from the following.",
    ];

    /// <summary>The texts after each option, of which one is drawn: 3.</summary>
    public static IReadOnlyList<string> Ends { get; } = ["", ";", "."];

    /// <summary>How many styles of names there are, of which one is drawn: 87, some of them alike.</summary>
    public static int StyleCount => FlanItemNames.All.Count;

    /// <summary>The name before an option in a style.</summary>
    /// <param name="style">The style's place, from 0.</param>
    /// <param name="number">The option's place, from 0 to 25.</param>
    public static string ItemName(int style, int number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, MostOptions);
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return FlanItemNames.All[style].Of(number);
    }

    /// <summary>Options in the one way of evaluation and of version 1: <c>OPTIONS:\n- a\n- b</c>, or with letters <c>OPTIONS:\n(A) a\n(B) b</c>.</summary>
    /// <param name="options">At least one, with letters at most 26.</param>
    /// <param name="letters">Whether they have letters. Default false.</param>
    /// <exception cref="ArgumentException">There are none, or too many.</exception>
    public static string Format(IReadOnlyList<string> options, bool letters = false)
    {
        Check(options, letters ? MostOptions : int.MaxValue);
        return letters
            ? "OPTIONS:" + string.Concat(options.Select((option, i) => $"\n({(char)('A' + i)}) {option}"))
            : "OPTIONS:\n- " + string.Join("\n- ", options);
    }

    /// <summary>
    /// Options in a way that is drawn. Where the names tell the options apart and the answer is one of them, the answer becomes that name without the space
    /// around it: <c>(b).</c>
    /// </summary>
    /// <param name="options">1 to 26.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="index">The example's place among its fellows; the same seed and index draw the same.</param>
    /// <exception cref="ArgumentException">There are no options, or too many.</exception>
    public static (string Options, string Answer) Draw(IReadOnlyList<string> options, string answer, long seed, long index)
    {
        var keys = new RandomKeys(seed).Other(index);
        return Show(options, answer, (int)(keys[0] % (ulong)Starts.Count), (int)(keys[1] % (ulong)StyleCount), (int)(keys[2] % (ulong)Ends.Count));
    }

    /// <summary>Options in a way that is named by its parts.</summary>
    /// <param name="options">1 to 26.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="start">The place of the text before them in <see cref="Starts"/>.</param>
    /// <param name="style">The style of their names, from 0.</param>
    /// <param name="end">The place of the text after each in <see cref="Ends"/>.</param>
    /// <exception cref="ArgumentException">There are no options, or too many.</exception>
    public static (string Options, string Answer) Show(IReadOnlyList<string> options, string answer, int start, int style, int end)
    {
        Check(options, MostOptions);
        ArgumentNullException.ThrowIfNull(answer);
        var names = FlanItemNames.All[style];
        var shown = Starts[start] + string.Concat(options.Select((option, i) => names.Of(i) + option + Ends[end]));
        if (names.IsPlain && options.Count > 1)
        {
            return (shown, answer);
        }

        for (var i = 0; i < options.Count; i++)
        {
            if (string.Equals(options[i].Trim(), answer.Trim(), StringComparison.Ordinal))
            {
                return (shown, names.Of(i).Trim());
            }
        }

        return (shown, answer);
    }

    private static void Check(IReadOnlyList<string> options, int most)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Count == 0 || options.Count > most)
        {
            throw new ArgumentException(options.Count == 0 ? "there are no options to show" : $"{options.Count} options, and letters tell {most} apart", nameof(options));
        }
    }
}
