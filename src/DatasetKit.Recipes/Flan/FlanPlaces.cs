using System.Text.RegularExpressions;

namespace DatasetKit.Recipes.Flan;

/// <summary>The places of a pattern: a word in braces, and no other brace (google-research/FLAN:flan/v2/preprocessors.py, the pattern <c>({\w*})</c>).</summary>
internal static partial class FlanPlaces
{
    /// <summary>The names of the places.</summary>
    public static IEnumerable<string> Of(string pattern) => Places().Matches(pattern).Select(place => place.Groups[1].Value);

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Places();
}
