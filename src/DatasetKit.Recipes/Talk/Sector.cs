using System.Globalization;

namespace DatasetKit.Recipes.Talk;

/// <summary>A part of UltraChat: what its conversations are about, and how many rounds they have (arXiv 2305.14233, section 3).</summary>
/// <param name="Name"><c>world</c>, <c>writing</c> or <c>materials</c>.</param>
/// <param name="Least">Rounds of a question and its answer at least.</param>
/// <param name="Most">Rounds at most.</param>
internal sealed record Sector(string Name, int Least, int Most)
{
    /// <summary>The names of all of them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["world", "writing", "materials"];

    /// <summary>Reads a range as a parameter has it: <c>3-7</c>, or one number.</summary>
    /// <exception cref="RecipeException">It is no such range.</exception>
    public static Sector Parse(string name, string rounds)
    {
        var ends = rounds.Split('-');
        return ends.Length <= 2 && Whole(ends[0]) is >= 1 and var least && Whole(ends[^1]) is <= 1000 and var most && least <= most
            ? new Sector(name, least, most)
            : throw new RecipeException($"the parameter {name}-rounds takes rounds from 1 to 1000, as 3-7 or 4, not \"{rounds}\"");
    }

    /// <summary>How many rounds a conversation has, each number of the range equally likely.</summary>
    /// <param name="share">A number from 0 to below 1.</param>
    public int Rounds(double share) => Least + (int)(share * (Most - Least + 1));

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
