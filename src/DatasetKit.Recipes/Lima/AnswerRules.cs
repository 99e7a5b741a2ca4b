using System.Text.RegularExpressions;

namespace DatasetKit.Recipes.Lima;

/// <summary>What LIMA asks of an answer of Stack Exchange, and what it does to an article (arXiv 2305.11206, section 2.1).</summary>
internal static partial class AnswerRules
{
    /// <summary>Whether the writer speaks of himself, outside code.</summary>
    public static bool IsFirstPerson(string text) => Me().IsMatch(Code().Replace(text, string.Empty));

    /// <summary>Whether the answer speaks of other answers or of the site, without which it is not whole.</summary>
    public static bool Refers(string text) => Elsewhere().IsMatch(Code().Replace(text, string.Empty));

    /// <summary>The title as a question.</summary>
    public static string Question(string title)
    {
        var question = title.Trim();
        question = question.StartsWith("how ", StringComparison.OrdinalIgnoreCase) ? question : "How to " + question;
        return question.EndsWith('?') ? question : question + "?";
    }

    /// <summary>An article as an answer: its first words speak of the answer, not of the article.</summary>
    public static string Answer(string article)
    {
        const string This = "This article";
        var text = Links().Replace(article, "$1").Trim();
        return text.StartsWith(This, StringComparison.Ordinal) ? "The following answer" + text[This.Length..] : text;
    }

    [GeneratedRegex(@"```[^`]*```", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(I|[Mm]y)\b", RegexOptions.NonBacktracking)]
    private static partial Regex Me();

    [GeneratedRegex(@"\bas (already )?(mentioned|stated|noted|pointed out|said)\b|\bstack ?(exchange|overflow)\b|\b(other|another|previous|accepted|above|earlier) answers?\b|\banswers? (above|below)\b|(^|\s)@\w+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"!?\[([^\]]*)\]\([^)]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Links();
}
