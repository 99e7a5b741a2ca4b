using System.Text.RegularExpressions;

namespace DatasetKit.Recipes.Conversations;

/// <summary>What simulated conversations give themselves away by, in English.</summary>
internal static partial class Phrases
{
    /// <summary>A longer turn says more than thanks.</summary>
    private const int MostWords = 25;

    private static readonly HashSet<string> s_core = new(
        ["thank", "thanks", "thankyou", "thx", "appreciate", "appreciated", "grateful", "bye", "goodbye", "farewell", "cheers"], StringComparer.Ordinal);

    private static readonly HashSet<string> s_around = new(
        [
            "a", "again", "all", "alright", "always", "am", "amazing", "and", "answer", "answers", "are", "assistance", "awesome", "best", "been", "beautiful", "brilliant", "clear", "cool",
            "day", "detailed", "excellent", "explaining", "explanation", "fantastic", "for", "giving", "good", "great", "have", "helped", "helpful", "help", "helping", "i", "i'll", "i'm", "i've",
            "in", "informative", "information", "insightful", "insights", "interesting", "is", "it", "it's", "kind", "later", "lot", "lovely", "me", "much", "my", "nice", "now", "of", "oh", "ok", "okay", "one", "perfect",
            "providing", "quick", "quite", "really", "see", "sharing", "so", "story", "suggestions", "such", "support", "that", "that's", "the", "these", "this", "time", "tips", "to", "ton", "too", "truly", "very",
            "was", "well", "were", "wonderful", "work", "wow", "yes", "you", "your", "you've", "you're", "advice", "insight", "definitely", "absolutely", "the", "everything", "with",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether a user's turn thanks or takes leave and says nothing else.</summary>
    public static bool IsThanks(string text)
    {
        var words = Words().Matches(text.ToLowerInvariant().Replace('’', '\''));
        return words.Count is > 0 and <= MostWords
            && words.Any(word => s_core.Contains(word.Value))
            && words.All(word => s_core.Contains(word.Value) || s_around.Contains(word.Value));
    }

    /// <summary>Whether a user's turn is what an assistant says.</summary>
    public static bool IsAssistants(string text) => Assistants().IsMatch(text);

    /// <summary>Whether an answer says that its speaker has no emotions or opinions.</summary>
    public static bool DeniesFeelings(string text) => Denial().IsMatch(text);

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}']+", RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    [GeneratedRegex(@"\bas an? (ai|artificial intelligence)( language)? (model|assistant)\b|\bi('|’)?( a)?m an? (ai|artificial intelligence|language model|virtual assistant)\b|^\W*you('|’| a)re (very |most )?welcome\b|\bhow (can|may) i (help|assist) you\b|\bis there anything else (that )?i can (help|assist)\b|\b(glad|happy) (to be of (help|assistance)|(that )?i could (help|assist)|to (help|assist) you)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Assistants();

    [GeneratedRegex(@"\bi (do not|don('|’)t|cannot|can('|’)t|am not able to|am not capable of|am incapable of) (actually |really |truly )?(have|having|possess|possessing|hold|form|experience|experiencing|feel|feeling) (any |the ability to (feel|have|experience) )?(personal |human |real |actual |own |subjective )?((emotions?|feelings?|opinions?|beliefs?|preferences?|thoughts)(,? (or|and) )?)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Denial();
}
