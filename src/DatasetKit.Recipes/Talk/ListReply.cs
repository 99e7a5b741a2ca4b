using System.Text.RegularExpressions;

namespace DatasetKit.Recipes.Talk;

/// <summary>Takes a model's list apart: a line each, without the number or the dash before it.</summary>
internal static partial class ListReply
{
    /// <summary>The different lines of a reply, at most so many.</summary>
    public static IReadOnlyList<string> Read(string reply, int most) =>
        [.. reply.Split('\n').Select(line => Mark().Replace(line, string.Empty).Trim()).Where(line => line.Length > 0).Distinct(StringComparer.Ordinal).Take(most)];

    [GeneratedRegex(@"^\s*(\d+\s*[.):]|[-*•])\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Mark();
}
